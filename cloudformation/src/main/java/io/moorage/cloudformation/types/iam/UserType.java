package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.AttachUserPolicyRequest;
import io.moorage.awsmodels.iam.CreateUserRequest;
import io.moorage.awsmodels.iam.DeleteUserPolicyRequest;
import io.moorage.awsmodels.iam.DeleteUserRequest;
import io.moorage.awsmodels.iam.DetachUserPolicyRequest;
import io.moorage.awsmodels.iam.GetUserRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutUserPolicyRequest;
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
    private static final String MANAGED = InlinePolicies.MANAGED;

    private static final Schema SCHEMA = Schema.of("AWS::IAM::User", CreateUserRequest.SHAPE)
            .replaced("UserName", "Path")
            .property(InlinePolicies.PROPERTY, null, Update.IN_PLACE)
            .property(MANAGED, new Type.ListType(Type.StringType.ANY, null, false, null, null), Update.IN_PLACE)
            .property("Tags", null, Update.REPLACEMENT)
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
        wanted.texts(MANAGED)
                .forEach(arn -> aws.call(
                        IamOperations.ATTACH_USER_POLICY,
                        AttachUserPolicyRequest.builder()
                                .userName(name)
                                .policyArn(arn)
                                .build()));
        InlinePolicies.of(wanted)
                .forEach((policy, document) -> aws.call(
                        IamOperations.PUT_USER_POLICY,
                        PutUserPolicyRequest.builder()
                                .userName(name)
                                .policyName(policy)
                                .policyDocument(document)
                                .build()));
        return Progress.DONE;
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        InlinePolicies.detached(before, after).forEach(arn -> detach(name, arn, aws));
        InlinePolicies.gone(before, after).forEach(policy -> remove(name, policy, aws));
        return settle(name, after, aws);
    }

    private static void detach(String name, String arn, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DETACH_USER_POLICY,
                DetachUserPolicyRequest.builder().userName(name).policyArn(arn).build());
    }

    private static void remove(String name, String policy, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DELETE_USER_POLICY,
                DeleteUserPolicyRequest.builder()
                        .userName(name)
                        .policyName(policy)
                        .build());
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        last.texts(MANAGED).forEach(arn -> detach(name, arn, aws));
        InlinePolicies.of(last).keySet().forEach(policy -> remove(name, policy, aws));
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
