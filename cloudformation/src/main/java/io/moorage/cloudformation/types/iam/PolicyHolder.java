package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.iam.AttachGroupPolicyRequest;
import io.moorage.awsmodels.iam.AttachRolePolicyRequest;
import io.moorage.awsmodels.iam.AttachUserPolicyRequest;
import io.moorage.awsmodels.iam.DeleteGroupPolicyRequest;
import io.moorage.awsmodels.iam.DeleteRolePolicyRequest;
import io.moorage.awsmodels.iam.DeleteUserPolicyRequest;
import io.moorage.awsmodels.iam.DetachGroupPolicyRequest;
import io.moorage.awsmodels.iam.DetachRolePolicyRequest;
import io.moorage.awsmodels.iam.DetachUserPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutGroupPolicyRequest;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.awsmodels.iam.PutUserPolicyRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Set;

/** Kinds of identities that have policies: of their own, and attached ones. What is taken away twice is gone. */
enum PolicyHolder {
    ROLE("Roles") {
        @Override
        void attach(String name, String arn, Aws aws) {
            aws.call(
                    IamOperations.ATTACH_ROLE_POLICY,
                    AttachRolePolicyRequest.builder()
                            .roleName(name)
                            .policyArn(arn)
                            .build());
        }

        @Override
        void detach(String name, String arn, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DETACH_ROLE_POLICY,
                    DetachRolePolicyRequest.builder()
                            .roleName(name)
                            .policyArn(arn)
                            .build());
        }

        @Override
        void put(String name, String policy, String document, Aws aws) {
            aws.call(
                    IamOperations.PUT_ROLE_POLICY,
                    PutRolePolicyRequest.builder()
                            .roleName(name)
                            .policyName(policy)
                            .policyDocument(document)
                            .build());
        }

        @Override
        void remove(String name, String policy, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DELETE_ROLE_POLICY,
                    DeleteRolePolicyRequest.builder()
                            .roleName(name)
                            .policyName(policy)
                            .build());
        }
    },

    USER("Users") {
        @Override
        void attach(String name, String arn, Aws aws) {
            aws.call(
                    IamOperations.ATTACH_USER_POLICY,
                    AttachUserPolicyRequest.builder()
                            .userName(name)
                            .policyArn(arn)
                            .build());
        }

        @Override
        void detach(String name, String arn, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DETACH_USER_POLICY,
                    DetachUserPolicyRequest.builder()
                            .userName(name)
                            .policyArn(arn)
                            .build());
        }

        @Override
        void put(String name, String policy, String document, Aws aws) {
            aws.call(
                    IamOperations.PUT_USER_POLICY,
                    PutUserPolicyRequest.builder()
                            .userName(name)
                            .policyName(policy)
                            .policyDocument(document)
                            .build());
        }

        @Override
        void remove(String name, String policy, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DELETE_USER_POLICY,
                    DeleteUserPolicyRequest.builder()
                            .userName(name)
                            .policyName(policy)
                            .build());
        }
    },

    GROUP("Groups") {
        @Override
        void attach(String name, String arn, Aws aws) {
            aws.call(
                    IamOperations.ATTACH_GROUP_POLICY,
                    AttachGroupPolicyRequest.builder()
                            .groupName(name)
                            .policyArn(arn)
                            .build());
        }

        @Override
        void detach(String name, String arn, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DETACH_GROUP_POLICY,
                    DetachGroupPolicyRequest.builder()
                            .groupName(name)
                            .policyArn(arn)
                            .build());
        }

        @Override
        void put(String name, String policy, String document, Aws aws) {
            aws.call(
                    IamOperations.PUT_GROUP_POLICY,
                    PutGroupPolicyRequest.builder()
                            .groupName(name)
                            .policyName(policy)
                            .policyDocument(document)
                            .build());
        }

        @Override
        void remove(String name, String policy, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DELETE_GROUP_POLICY,
                    DeleteGroupPolicyRequest.builder()
                            .groupName(name)
                            .policyName(policy)
                            .build());
        }
    };

    private static final Set<String> ABSENT = Set.of("NoSuchEntity");

    private final String property;

    PolicyHolder(String property) {
        this.property = property;
    }

    /** The property by which policies name such identities. */
    String property() {
        return property;
    }

    abstract void attach(String name, String arn, Aws aws);

    abstract void detach(String name, String arn, Aws aws);

    abstract void put(String name, String policy, String document, Aws aws);

    abstract void remove(String name, String policy, Aws aws);

    /** Gives an identity the policies that its own resource wishes for. */
    void give(String name, Wanted wanted, Aws aws) {
        wanted.texts(InlinePolicies.MANAGED).forEach(arn -> attach(name, arn, aws));
        InlinePolicies.of(wanted).forEach((policy, document) -> put(name, policy, document, aws));
    }

    /** Takes away what is wished for no more, and gives the rest. */
    void change(String name, Wanted before, Wanted after, Aws aws) {
        InlinePolicies.detached(before, after).forEach(arn -> detach(name, arn, aws));
        InlinePolicies.gone(before, after).forEach(policy -> remove(name, policy, aws));
        give(name, after, aws);
    }

    /** Takes away what the resource gave; what others gave stays. */
    void take(String name, Wanted last, Aws aws) {
        last.texts(InlinePolicies.MANAGED).forEach(arn -> detach(name, arn, aws));
        InlinePolicies.of(last).keySet().forEach(policy -> remove(name, policy, aws));
    }

    /** The identities of this kind that a policy names. */
    List<String> named(Wanted policy) {
        return policy.texts(property);
    }

    /** Those that it names no more. */
    List<String> dropped(Wanted before, Wanted after) {
        List<String> kept = named(after);
        return named(before).stream().filter(name -> !kept.contains(name)).toList();
    }
}
