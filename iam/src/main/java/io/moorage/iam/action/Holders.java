package io.moorage.iam.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.iam.AttachedPolicy;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Table;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The identities of one kind: how they are found and named, and how their policies are changed within IAM's quotas (IAM user
 * guide, "IAM and AWS STS quotas").
 */
final class Holders<T> {
    static final Holders<User> USERS = new Holders<>(
            "user",
            IamTables.USERS,
            User::arn,
            User::policies,
            User::withPolicies,
            user -> {},
            "PoliciesPerUser",
            2048);
    static final Holders<Group> GROUPS = new Holders<>(
            "group",
            IamTables.GROUPS,
            Group::arn,
            Group::policies,
            Group::withPolicies,
            group -> {},
            "PoliciesPerGroup",
            5120);
    static final Holders<Role> ROLES = new Holders<>(
            "role",
            IamTables.ROLES,
            Role::arn,
            Role::policies,
            Role::withPolicies,
            Holders::refuseServiceLinked,
            "PoliciesPerRole",
            10_240);

    private static final int MOST_ATTACHED = 10;

    private final String kind;
    private final Table<T> table;
    private final Function<T, String> arn;
    private final Function<T, Policies> policies;
    private final BiFunction<T, Policies, T> withPolicies;
    private final Consumer<T> changeable;
    private final String quota;
    private final int mostInline;

    private Holders(
            String kind,
            Table<T> table,
            Function<T, String> arn,
            Function<T, Policies> policies,
            BiFunction<T, Policies, T> withPolicies,
            Consumer<T> changeable,
            String quota,
            int mostInline) {
        this.kind = kind;
        this.table = table;
        this.arn = arn;
        this.policies = policies;
        this.withPolicies = withPolicies;
        this.changeable = changeable;
        this.quota = quota;
        this.mostInline = mostInline;
    }

    T get(ReadView view, String name) {
        return view.find(table, name)
                .orElseThrow(() -> Refusal.noSuchEntity("The " + kind + " with name " + name + " cannot be found."));
    }

    /** As {@link #get}, of one that may be changed: a service-linked role may not. */
    T changeable(ReadView view, String name) {
        T found = get(view, name);
        changeable.accept(found);
        return found;
    }

    /** The ARN to authorise against, also for one that is not there. */
    List<String> arn(ReadView view, RequestContext context, String name) {
        return List.of(
                view.find(table, name).map(arn).orElseGet(() -> Lookup.arn(context.accountId(), kind, "/", name)));
    }

    void attach(Transaction tx, AwsManagedPolicies managed, String name, String policyArn) {
        T holder = changeable(tx, name);
        if (Lookup.findPolicy(tx, managed, policyArn).isEmpty()) {
            throw Refusal.noSuchEntity("Policy " + policyArn + " does not exist or is not attachable.");
        }
        update(tx, holder, name, policies.apply(holder).attach(policyArn));
    }

    void detach(Transaction tx, String name, String policyArn) {
        T holder = changeable(tx, name);
        if (!policies.apply(holder).attached().contains(policyArn)) {
            throw Refusal.noSuchEntity("Policy " + policyArn + " was not found.");
        }
        update(tx, holder, name, policies.apply(holder).detach(policyArn));
    }

    void put(Transaction tx, String name, String policyName, String document) {
        T holder = changeable(tx, name);
        update(tx, holder, name, policies.apply(holder).withInline(policyName, document));
    }

    void delete(Transaction tx, String name, String policyName) {
        T holder = changeable(tx, name);
        if (!policies.apply(holder).inline().containsKey(policyName)) {
            throw noPolicy(policyName);
        }
        update(tx, holder, name, policies.apply(holder).withoutInline(policyName));
    }

    /** An embedded policy's document, as the API returns it. */
    String document(ReadView view, String name, String policyName) {
        String document = policies.apply(get(view, name)).inline().get(policyName);
        if (document == null) {
            throw noPolicy(policyName);
        }
        return Documents.encoded(document);
    }

    /** Names of embedded policies. */
    Page<String> inline(ReadView view, String name, @Nullable String marker, @Nullable Integer maxItems) {
        return Lookup.page(policies.apply(get(view, name)).inline().keySet(), Function.identity(), marker, maxItems);
    }

    Page<AttachedPolicy> attached(
            ReadView view,
            String name,
            @Nullable String pathPrefix,
            @Nullable String marker,
            @Nullable Integer maxItems) {
        List<String> arns = policies.apply(get(view, name)).attached().stream()
                .filter(each -> Lookup.isUnder(each.substring(each.indexOf('/')), pathPrefix))
                .toList();
        return Lookup.page(arns, Function.<String>identity(), marker, maxItems).map(Shapes::attached);
    }

    /** Refuses to remove one that still holds policies. */
    void refuseWithPolicies(T holder) {
        if (!policies.apply(holder).attached().isEmpty()) {
            throw Refusal.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!policies.apply(holder).inline().isEmpty()) {
            throw Refusal.deleteConflict("Cannot delete entity, must delete policies first.");
        }
    }

    private AwsException noPolicy(String policyName) {
        return Refusal.noSuchEntity("The " + kind + " policy with name " + policyName + " cannot be found.");
    }

    private void update(Transaction tx, T holder, String name, Policies changed) {
        if (changed.attached().size() > MOST_ATTACHED) {
            throw Refusal.limitExceeded("Cannot exceed quota for " + quota + ": " + MOST_ATTACHED);
        }
        int size =
                changed.inline().values().stream().mapToInt(Documents::sizeOf).sum();
        if (size > mostInline) {
            throw Refusal.limitExceeded(
                    "Maximum policy size of " + mostInline + " bytes exceeded for " + kind + " " + name);
        }
        tx.update(table, withPolicies.apply(holder, changed));
    }

    private static void refuseServiceLinked(Role role) {
        if (role.isServiceLinked()) {
            throw new AwsException(
                    "UnmodifiableEntity",
                    400,
                    "Cannot perform the operation on the protected role '" + role.name()
                            + "' - this role is only modifiable by AWS");
        }
    }
}
