package io.moorage.iam.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what a request names, or refuses as IAM does. */
final class Lookup {
    private static final int DEFAULT_ITEMS = 100;

    private Lookup() {}

    static Role role(ReadView view, String name) {
        return view.find(IamTables.ROLES, name)
                .orElseThrow(() -> Refusal.noSuchEntity("The role with name " + name + " cannot be found."));
    }

    static User user(ReadView view, String name) {
        return view.find(IamTables.USERS, name)
                .orElseThrow(() -> Refusal.noSuchEntity("The user with name " + name + " cannot be found."));
    }

    static InstanceProfile instanceProfile(ReadView view, String name) {
        return view.find(IamTables.INSTANCE_PROFILES, name)
                .orElseThrow(() -> Refusal.noSuchEntity("Instance Profile " + name + " cannot be found."));
    }

    static Optional<ManagedPolicy> findPolicy(ReadView view, AwsManagedPolicies managed, String arn) {
        return managed.find(arn).or(() -> view.find(IamTables.POLICIES, arn));
    }

    static ManagedPolicy policy(ReadView view, AwsManagedPolicies managed, String arn) {
        return findPolicy(view, managed, arn)
                .orElseThrow(() -> Refusal.noSuchEntity("Policy " + arn + " was not found."));
    }

    /** The ARN to authorise against, also for a role that is not there. */
    static List<String> roleArn(ReadView view, RequestContext context, String name) {
        return List.of(view.find(IamTables.ROLES, name)
                .map(Role::arn)
                .orElseGet(() -> arn(context.accountId(), "role", "/", name)));
    }

    static List<String> userArn(ReadView view, RequestContext context, String name) {
        return List.of(view.find(IamTables.USERS, name)
                .map(User::arn)
                .orElseGet(() -> arn(context.accountId(), "user", "/", name)));
    }

    static List<String> instanceProfileArn(ReadView view, RequestContext context, String name) {
        return List.of(view.find(IamTables.INSTANCE_PROFILES, name)
                .map(InstanceProfile::arn)
                .orElseGet(() -> arn(context.accountId(), "instance-profile", "/", name)));
    }

    static String arn(String accountId, String kind, String path, String name) {
        return "arn:aws:iam::" + accountId + ":" + kind + path + name;
    }

    static <T> Page<T> page(
            Collection<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer maxItems) {
        return Page.of(all, key, Optional.ofNullable(marker), maxItems == null ? DEFAULT_ITEMS : maxItems)
                .orElseThrow(() -> Refusal.validation("Invalid Marker."));
    }

    /** Names are unique without regard to case (IAM user guide, "Names"). */
    static boolean isTaken(Collection<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    static String pathOf(@Nullable String given) {
        return given == null ? "/" : given;
    }

    static boolean isUnder(String path, @Nullable String prefix) {
        return prefix == null || path.startsWith(prefix);
    }
}
