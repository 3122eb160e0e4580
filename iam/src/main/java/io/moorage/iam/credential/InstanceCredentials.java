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
        return forService("ec2.amazonaws.com", roleName, instanceId);
    }

    /**
     * Keys for a task; empty when the role is gone or does not trust ECS tasks.
     *
     * @param roleArn a role's ARN or name
     */
    public Optional<TemporaryCredentials> forTask(String roleArn, String sessionName) {
        return forService("ecs-tasks.amazonaws.com", Identities.nameIn(roleArn), sessionName);
    }

    /**
     * Keys for the session named after a machine that Systems Manager manages; empty when the role is gone or does not trust it.
     *
     * @param roleName a role's name, or its path and name
     */
    public Optional<TemporaryCredentials> forManagedInstance(String roleName, String instanceId) {
        return forService(MANAGER, Identities.nameIn(roleName), instanceId);
    }

    /** May Systems Manager hand out the role's keys? */
    public boolean trustsManagedInstances(String roleName) {
        return trusting(store.view(), MANAGER, Identities.nameIn(roleName)).isPresent();
    }

    private Optional<TemporaryCredentials> forService(String service, String roleName, String sessionName) {
        Instant now = clock.instant();
        ReadView view = store.view();
        return trusting(view, service, roleName).flatMap(role -> present(view, role, sessionName, now)
                .or(() -> issue(service, role, sessionName, now)));
    }

    private Optional<TemporaryCredentials> issue(String service, Role role, String sessionName, Instant now) {
        return store.transact(tx -> trusting(tx, service, role.name()).map(still -> present(tx, still, sessionName, now)
                .orElseGet(() -> issuer.issue(tx, still.arn(), sessionName, now, LIFETIME))));
    }

    private Optional<Role> trusting(ReadView view, String service, String roleName) {
        return view.find(IamTables.ROLES, roleName).filter(role -> trust.trustsService(role, service));
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
