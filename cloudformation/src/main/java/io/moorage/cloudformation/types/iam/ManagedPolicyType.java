package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.CreatePolicyRequest;
import io.moorage.awsmodels.iam.CreatePolicyVersionRequest;
import io.moorage.awsmodels.iam.DeletePolicyRequest;
import io.moorage.awsmodels.iam.DeletePolicyVersionRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListPoliciesRequest;
import io.moorage.awsmodels.iam.ListPolicyVersionsRequest;
import io.moorage.awsmodels.iam.Policy;
import io.moorage.awsmodels.iam.PolicyVersion;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::ManagedPolicy}. A changed document is its new default version; the oldest goes when there are too many. */
public final class ManagedPolicyType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");
    private static final Type TEXTS = new Type.ListType(Type.StringType.ANY, null, false, null, null);
    private static final int LONGEST_NAME = 128;
    private static final int MOST_VERSIONS = 5;

    private static final Schema SCHEMA = Schema.of("AWS::IAM::ManagedPolicy", CreatePolicyRequest.SHAPE)
            .replaced("Path", "Description")
            .property("ManagedPolicyName", Type.StringType.ANY, Update.REPLACEMENT)
            .property("PolicyDocument", null, Update.IN_PLACE)
            .property("Groups", TEXTS, Update.IN_PLACE)
            .property("Roles", TEXTS, Update.IN_PLACE)
            .property("Users", TEXTS, Update.IN_PLACE)
            .required("PolicyDocument")
            .named("ManagedPolicyName")
            .attributes("PolicyArn", "PolicyId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again()) {
            Optional<Policy> found = find(policy -> name.equals(policy.policyName()), aws);
            if (found.isPresent()) {
                return String.valueOf(found.get().arn());
            }
        }
        return Aws.answered(Aws.answered(aws.call(
                                IamOperations.CREATE_POLICY,
                                CreatePolicyRequest.builder()
                                        .policyName(name)
                                        .path(wanted.orNull("Path"))
                                        .description(wanted.orNull("Description"))
                                        .policyDocument(wanted.document("PolicyDocument")
                                                .orElse(""))
                                        .tags(IamTags.all(wanted))
                                        .build())
                        .policy())
                .arn());
    }

    private static Optional<Policy> find(java.util.function.Predicate<Policy> wanted, Aws aws) {
        return aws
                .call(
                        IamOperations.LIST_POLICIES,
                        ListPoliciesRequest.builder().scope("Local").build())
                .policies()
                .stream()
                .filter(wanted)
                .findFirst();
    }

    @Override
    public Progress settle(String arn, Wanted wanted, Aws aws) {
        for (PolicyHolder each : PolicyHolder.values()) {
            each.named(wanted).forEach(name -> each.attach(name, arn, aws));
        }
        return Progress.DONE;
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        if (!before.document("PolicyDocument").equals(after.document("PolicyDocument"))) {
            newVersion(arn, after.document("PolicyDocument").orElse(""), aws);
        }
        for (PolicyHolder each : PolicyHolder.values()) {
            each.dropped(before, after).forEach(name -> each.detach(name, arn, aws));
        }
        return settle(arn, after, aws);
    }

    private static void newVersion(String arn, String document, Aws aws) {
        List<PolicyVersion> versions = versions(arn, aws);
        if (versions.size() >= MOST_VERSIONS) {
            versions.stream()
                    .filter(each -> !Boolean.TRUE.equals(each.isDefaultVersion()))
                    .min(Comparator.comparing(
                            PolicyVersion::createDate, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .ifPresent(oldest -> remove(arn, oldest, aws));
        }
        aws.call(
                IamOperations.CREATE_POLICY_VERSION,
                CreatePolicyVersionRequest.builder()
                        .policyArn(arn)
                        .policyDocument(document)
                        .setAsDefault(true)
                        .build());
    }

    private static List<PolicyVersion> versions(String arn, Aws aws) {
        return aws.unless(
                        ABSENT,
                        IamOperations.LIST_POLICY_VERSIONS,
                        ListPolicyVersionsRequest.builder().policyArn(arn).build())
                .map(answer -> answer.versions())
                .orElse(List.of());
    }

    private static void remove(String arn, PolicyVersion version, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DELETE_POLICY_VERSION,
                DeletePolicyVersionRequest.builder()
                        .policyArn(arn)
                        .versionId(version.versionId())
                        .build());
    }

    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        for (PolicyHolder each : PolicyHolder.values()) {
            each.named(last).forEach(name -> each.detach(name, arn, aws));
        }
        versions(arn, aws).stream()
                .filter(each -> !Boolean.TRUE.equals(each.isDefaultVersion()))
                .forEach(each -> remove(arn, each, aws));
        aws.unless(
                ABSENT,
                IamOperations.DELETE_POLICY,
                DeletePolicyRequest.builder().policyArn(arn).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of(
                "PolicyArn",
                Values.text(arn),
                "PolicyId",
                Values.text(find(policy -> arn.equals(policy.arn()), aws)
                        .map(Policy::policyId)
                        .orElse("")));
    }
}
