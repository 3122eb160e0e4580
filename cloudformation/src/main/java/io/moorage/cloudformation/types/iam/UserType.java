package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.CreateUserRequest;
import io.moorage.awsmodels.iam.DeleteUserRequest;
import io.moorage.awsmodels.iam.GetUserRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.TagUserRequest;
import io.moorage.awsmodels.iam.UntagUserRequest;
import io.moorage.awsmodels.iam.User;
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

/** {@code AWS::IAM::User}, with its policies. */
public final class UserType implements ResourceType {
    private static final int LONGEST_NAME = 64;
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");
    private static final Type TEXTS = new Type.ListType(Type.StringType.ANY, null, false, null, null);
    private static final String MANAGED = InlinePolicies.MANAGED;

    private static final Schema SCHEMA = Schema.of("AWS::IAM::User", CreateUserRequest.SHAPE)
            .replaced("UserName", "Path")
            .property(InlinePolicies.PROPERTY, null, Update.IN_PLACE)
            .property(MANAGED, TEXTS, Update.IN_PLACE)
            .property("Groups", TEXTS, Update.IN_PLACE)
            .inPlace("PermissionsBoundary")
            .tags("Tags")
            .named("UserName")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again()
                && find(name, aws)
                        .filter(user -> IamTags.isOwned(user.tags(), wanted))
                        .isPresent()) {
            return name;
        }
        aws.call(
                IamOperations.CREATE_USER,
                CreateUserRequest.builder()
                        .userName(name)
                        .path(wanted.orNull("Path"))
                        .permissionsBoundary(wanted.orNull("PermissionsBoundary"))
                        .tags(IamTags.all(wanted))
                        .build());
        return name;
    }

    private static Optional<User> find(String name, Aws aws) {
        return aws.unless(
                        ABSENT,
                        IamOperations.GET_USER,
                        GetUserRequest.builder().userName(name).build())
                .map(answer -> answer.user());
    }

    @Override
    public Progress settle(String name, Wanted wanted, Aws aws) {
        PolicyHolder.USER.give(name, wanted, aws);
        wanted.texts("Groups").forEach(group -> GroupMembers.add(group, name, aws));
        return Progress.DONE;
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        PolicyHolder.USER.change(name, before, after, aws);
        IamTags.update(
                before,
                after,
                gone -> aws.call(IamOperations.UNTAG_USER, new UntagUserRequest(name, gone)),
                tags -> aws.call(IamOperations.TAG_USER, new TagUserRequest(name, tags)));
        Boundary.USER.change(name, before, after, aws);
        before.texts("Groups").stream()
                .filter(group -> !after.texts("Groups").contains(group))
                .forEach(group -> GroupMembers.remove(group, name, aws));
        after.texts("Groups").forEach(group -> GroupMembers.add(group, name, aws));
        return Progress.DONE;
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        PolicyHolder.USER.take(name, last, aws);
        last.texts("Groups").forEach(group -> GroupMembers.remove(group, name, aws));
        aws.unless(
                ABSENT,
                IamOperations.DELETE_USER,
                DeleteUserRequest.builder().userName(name).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of("Arn", Values.text(find(name, aws).map(User::arn).orElse("")));
    }
}
