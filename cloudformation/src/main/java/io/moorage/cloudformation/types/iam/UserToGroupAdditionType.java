package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.AddUserToGroupRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;

/** {@code AWS::IAM::UserToGroupAddition}: users in a group. */
public final class UserToGroupAdditionType implements ResourceType {
    private static final int LONGEST_NAME = 128;
    private static final String GROUP = "GroupName";
    private static final String USERS = "Users";

    private static final Schema SCHEMA = Schema.of("AWS::IAM::UserToGroupAddition", AddUserToGroupRequest.SHAPE)
            .inPlace(GROUP)
            .property(USERS, new Type.ListType(Type.StringType.ANY, null, false, null, null), Update.IN_PLACE)
            .required(GROUP, USERS)
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** It has no being of its own: the users are added when it settles. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return wanted.generatedName(LONGEST_NAME);
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        wanted.texts(USERS).forEach(user -> GroupMembers.add(wanted.text(GROUP), user, aws));
        return Progress.DONE;
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        boolean another = !before.text(GROUP).equals(after.text(GROUP));
        List<String> kept = after.texts(USERS);
        before.texts(USERS).stream()
                .filter(user -> another || !kept.contains(user))
                .forEach(user -> GroupMembers.remove(before.text(GROUP), user, aws));
        return settle(id, after, aws);
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        last.texts(USERS).forEach(user -> GroupMembers.remove(last.text(GROUP), user, aws));
        return Progress.DONE;
    }
}
