package io.moorage.iam.credential;

import io.moorage.model.iam.Role;
import io.moorage.model.iam.SessionScope;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keys of roles that AWS's own services assume: for instances, which find them in their metadata, and for tasks. Those
 * issued before are given again while they are good for a while, so that asking often costs a look in memory; they
 * survive a restart.
 */
public final class InstanceCredentials {
    /** As EC2 issues them. */
    private static final Duration LIFETIME = Duration.ofHours(6);

    /** New ones are there this long before the old expire; clients renew in their last 15 minutes at the latest. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final String INSTANCES = "ec2.amazonaws.com";
    private static final String TASKS = "ecs-tasks.amazonaws.com";
    private static final String MANAGER = "ssm.amazonaws.com";

    private final Store store;
    private final InstantSource clock;
    private final SessionIssuer issuer;
    private final TrustPolicies trust = new TrustPolicies();

    public InstanceCredentials(Store store, InstantSource clock, SessionIssuer issuer) {
        this.store = store;
        this.clock = clock;
        this.issuer = issuer;
    }

    /** Keys for the session named after the instance; empty when the role is gone or does not trust EC2. */
    public Optional<TemporaryCredentials> forInstance(String roleName, String instanceId) {
        return forService(INSTANCES, named(roleName), instanceId);
    }

    /**
     * Keys for a task; empty when no role has this ARN or the one that has does not trust ECS tasks.
     *
     * @param roleArn a role's ARN, or its name alone
     */
    public Optional<TemporaryCredentials> forTask(String roleArn, String sessionName) {
        return forService(TASKS, taskRole(roleArn), sessionName);
    }

    /** As {@link #forTask}, but issues none. */
    public boolean trustsTasks(String roleArn) {
        return trusting(store.view(), TASKS, taskRole(roleArn)).isPresent();
    }

    private static Meant taskRole(String roleArn) {
        return roleArn.contains("/")
                ? new Meant(Identities.nameIn(roleArn), role -> role.arn().equals(roleArn))
                : named(roleArn);
    }

    /**
     * Keys for the session named after a machine that Systems Manager manages; empty when the role is gone or does not trust it.
     *
     * @param roleName a role's name, or its path and name
     */
    public Optional<TemporaryCredentials> forManagedInstance(String roleName, String instanceId) {
        return forService(MANAGER, withPath(roleName), instanceId);
    }

    /** May Systems Manager hand out the role's keys? */
    public boolean trustsManagedInstances(String roleName) {
        return trusting(store.view(), MANAGER, withPath(roleName)).isPresent();
    }

    /** A name without a path is of a role that has none. */
    private static Meant withPath(String roleName) {
        return new Meant(Identities.nameIn(roleName), role -> (role.path() + role.name()).equals("/" + roleName));
    }

    private static Meant named(String roleName) {
        return new Meant(roleName, role -> true);
    }

    /**
     * A role as somebody told it.
     *
     * @param is whether the role of that name is it: at another path it is one that whoever told it may not have been allowed to pass
     */
    private record Meant(String name, Predicate<Role> is) {}

    private Optional<TemporaryCredentials> forService(String service, Meant meant, String sessionName) {
        Instant now = clock.instant();
        ReadView view = store.view();
        return trusting(view, service, meant).flatMap(role -> present(view, role, sessionName, now)
                .or(() -> issue(service, meant, sessionName, now)));
    }

    private Optional<TemporaryCredentials> issue(String service, Meant meant, String sessionName, Instant now) {
        return store.transact(tx -> trusting(tx, service, meant).map(role -> present(tx, role, sessionName, now)
                .orElseGet(() -> issuer.issue(tx, role.arn(), sessionName, now, LIFETIME))));
    }

    private Optional<Role> trusting(ReadView view, String service, Meant meant) {
        return view.find(IamTables.ROLES, meant.name())
                .filter(meant.is())
                .filter(role -> trust.trustsService(role, service));
    }

    private static Optional<TemporaryCredentials> present(ReadView view, Role role, String sessionName, Instant now) {
        String session = TemporaryCredentials.session(role.arn(), sessionName);
        return view.by(IamTables.TEMPORARY_CREDENTIALS, IamTables.TEMPORARY_BY_SESSION, session).stream()
                .filter(issued -> issued.expiration().isAfter(now.plus(OVERLAP)))
                .filter(issued -> !issued.issued().isBefore(role.created()))
                .filter(issued -> issued.scope().equals(SessionScope.NONE))
                .max(Comparator.comparing(TemporaryCredentials::expiration));
    }
}
