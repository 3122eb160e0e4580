package io.moorage.iam.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.iam.PolicySourceType;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies of a user, group or role, with their names. */
final class PolicySources {
    private final AwsManagedPolicies managed;

    PolicySources(AwsManagedPolicies managed) {
        this.managed = managed;
    }

    /** @param boundary empty without one */
    record Held(List<PolicySource> identity, Optional<PolicySource> boundary) {}

    /** @throws AwsException NoSuchEntity or InvalidInput when the ARN is not that of a user, group or role */
    Held of(ReadView view, String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        if (arn.contains(":user/")) {
            User user = Holders.USERS.get(view, name);
            List<PolicySource> all = sources(view, PolicySourceType.USER, user.name(), user.policies());
            Lookup.groupsOf(view, user.name()).forEach(group -> all.addAll(ofGroup(view, group)));
            return new Held(all, boundary(view, user.permissionsBoundary()));
        }
        if (arn.contains(":role/")) {
            Role role = Holders.ROLES.get(view, name);
            return new Held(
                    sources(view, PolicySourceType.ROLE, role.name(), role.policies()),
                    boundary(view, role.permissionsBoundary()));
        }
        if (arn.contains(":group/")) {
            return new Held(ofGroup(view, Holders.GROUPS.get(view, name)), Optional.empty());
        }
        throw Refusal.invalidInput("Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
    }

    private List<PolicySource> ofGroup(ReadView view, Group group) {
        return sources(view, PolicySourceType.GROUP, group.name(), group.policies());
    }

    private List<PolicySource> sources(ReadView view, String type, String name, Policies policies) {
        List<PolicySource> sources = new ArrayList<>();
        policies.inline()
                .forEach((policy, document) ->
                        sources.add(PolicySource.of(type + "_" + name + "_" + policy, type, document)));
        policies.attached().forEach(arn -> managed(view, arn).ifPresent(sources::add));
        return sources;
    }

    private Optional<PolicySource> boundary(ReadView view, Optional<String> arn) {
        return arn.flatMap(named -> managed(view, named));
    }

    private Optional<PolicySource> managed(ReadView view, String arn) {
        String type = ManagedPolicy.isAwsManaged(arn) ? PolicySourceType.AWS_MANAGED : PolicySourceType.USER_MANAGED;
        return Lookup.findPolicy(view, managed, arn)
                .map(policy -> PolicySource.of(policy.name(), type, policy.document()));
    }
}
