package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.iam.AddUserToGroupRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.RemoveUserFromGroupRequest;
import io.moorage.cloudformation.resource.Aws;
import java.util.Set;

/** Who is in a group. Whoever is in it twice is in it once. */
final class GroupMembers {
    private GroupMembers() {}

    static void add(String group, String user, Aws aws) {
        aws.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupRequest(group, user));
    }

    static void remove(String group, String user, Aws aws) {
        aws.unless(
                Set.of("NoSuchEntity"),
                IamOperations.REMOVE_USER_FROM_GROUP,
                new RemoveUserFromGroupRequest(group, user));
    }
}
