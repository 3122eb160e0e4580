package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.CreateGroupRequest;
import io.moorage.awsmodels.iam.DeleteGroupRequest;
import io.moorage.awsmodels.iam.GetGroupRequest;
import io.moorage.awsmodels.iam.Group;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UpdateGroupRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::Group}, with its policies. */
public final class GroupType implements ResourceType {
    private static final int LONGEST_NAME = 128;
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");
    private static final String PATH = "Path";

    private static final Schema SCHEMA = Schema.of("AWS::IAM::Group", CreateGroupRequest.SHAPE)
            .replaced("GroupName")
            .inPlace(PATH)
            .property(InlinePolicies.PROPERTY, null, Update.IN_PLACE)
            .property(
                    InlinePolicies.MANAGED,
                    new Type.ListType(Type.StringType.ANY, null, false, null, null),
                    Update.IN_PLACE)
            .named("GroupName")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** Groups have no tags: whose one is that an earlier call may have made, its generated name tells. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again()
                && wanted.optional("GroupName").isEmpty()
                && find(name, aws).isPresent()) {
            return name;
        }
        aws.call(
                IamOperations.CREATE_GROUP,
                CreateGroupRequest.builder()
                        .groupName(name)
                        .path(wanted.orNull(PATH))
                        .build());
        return name;
    }

    private static Optional<Group> find(String name, Aws aws) {
        return aws.unless(
                        ABSENT,
                        IamOperations.GET_GROUP,
                        GetGroupRequest.builder().groupName(name).build())
                .map(answer -> answer.group());
    }

    @Override
    public Progress settle(String name, Wanted wanted, Aws aws) {
        PolicyHolder.GROUP.give(name, wanted, aws);
        return Progress.DONE;
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        if (!before.optional(PATH).equals(after.optional(PATH))) {
            aws.call(
                    IamOperations.UPDATE_GROUP,
                    UpdateGroupRequest.builder()
                            .groupName(name)
                            .newPath(after.optional(PATH).orElse("/"))
                            .build());
        }
        PolicyHolder.GROUP.change(name, before, after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        PolicyHolder.GROUP.take(name, last, aws);
        aws.unless(ABSENT, IamOperations.DELETE_GROUP, new DeleteGroupRequest(name));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of("Arn", Values.text(find(name, aws).map(Group::arn).orElse("")));
    }
}
