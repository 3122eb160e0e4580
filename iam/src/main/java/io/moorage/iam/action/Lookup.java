package io.moorage.iam.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.AccessKey;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.PolicyVersion;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.ServerCertificate;
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
        return Holders.ROLES.get(view, name);
    }

    static User user(ReadView view, String name) {
        return Holders.USERS.get(view, name);
    }

    /** In the order of their names. */
    static List<Group> groupsOf(ReadView view, String userName) {
        return view.all(IamTables.GROUPS).stream()
                .filter(group -> group.members().contains(userName))
                .toList();
    }

    static AccessKey accessKey(ReadView view, String userName, String id) {
        return view.find(IamTables.ACCESS_KEYS, id)
                .filter(key -> key.userName().equals(userName))
                .orElseThrow(() -> Refusal.noSuchEntity("The Access Key with id " + id + " cannot be found."));
    }

    static InstanceProfile instanceProfile(ReadView view, String name) {
        return view.find(IamTables.INSTANCE_PROFILES, name)
                .orElseThrow(() -> Refusal.noSuchEntity("Instance Profile " + name + " cannot be found."));
    }

    static ServerCertificate serverCertificate(ReadView view, String name) {
        return view.find(IamTables.SERVER_CERTIFICATES, name)
                .orElseThrow(
                        () -> Refusal.noSuchEntity("The Server Certificate with name " + name + " cannot be found."));
    }

    static Optional<ManagedPolicy> findPolicy(ReadView view, AwsManagedPolicies managed, String arn) {
        return managed.find(arn).or(() -> view.find(IamTables.POLICIES, arn));
    }

    static ManagedPolicy policy(ReadView view, AwsManagedPolicies managed, String arn) {
        return findPolicy(view, managed, arn)
                .orElseThrow(() -> Refusal.noSuchEntity("Policy " + arn + " was not found."));
    }

    /** A policy that its owner may change: AWS's own nobody may. */
    static ManagedPolicy ownPolicy(ReadView view, String arn) {
        if (ManagedPolicy.isAwsManaged(arn)) {
            throw new AwsException("AccessDenied", 403, "Policies that AWS manages cannot be changed: " + arn);
        }
        return view.find(IamTables.POLICIES, arn)
                .orElseThrow(() -> Refusal.noSuchEntity("Policy " + arn + " was not found."));
    }

    static PolicyVersion version(ManagedPolicy policy, String id) {
        return policy.version(id)
                .orElseThrow(() -> Refusal.noSuchEntity(
                        "Policy " + policy.arn() + " version " + id + " does not exist or is not attachable."));
    }

    /** The ARN to authorise against, also for one that is not there. */
    static List<String> instanceProfileArn(ReadView view, RequestContext context, String name) {
        return List.of(view.find(IamTables.INSTANCE_PROFILES, name)
                .map(InstanceProfile::arn)
                .orElseGet(() -> arn(context.accountId(), "instance-profile", "/", name)));
    }

    /** As {@link #instanceProfileArn}. */
    static List<String> serverCertificateArn(ReadView view, RequestContext context, String name) {
        return List.of(view.find(IamTables.SERVER_CERTIFICATES, name)
                .map(ServerCertificate::arn)
                .orElseGet(() -> arn(context.accountId(), "server-certificate", "/", name)));
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
