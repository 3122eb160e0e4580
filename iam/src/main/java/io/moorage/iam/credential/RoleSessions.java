package io.moorage.iam.credential;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that callers ask for themselves: of a role, or of their own. */
public final class RoleSessions {
    /** STS API reference, AssumeRole: "role chaining limits your session to a maximum of one hour". */
    private static final Duration CHAINED = Duration.ofHours(1);

    private static final String ASSUME = "sts:AssumeRole";

    private final Store store;
    private final SessionIssuer issuer;
    private final Authorizer authorizer;
    private final TrustPolicies trust = new TrustPolicies();

    public RoleSessions(Store store, SessionIssuer issuer, Authorizer authorizer) {
        this.store = store;
        this.issuer = issuer;
        this.authorizer = authorizer;
    }

    /** What an AssumeRole request asks for. */
    public record Wish(
            String roleArn, String sessionName, Duration lifetime, Optional<String> externalId, String sourceAddress) {}

    /** @param principal who the holder of the keys is */
    public record Assumed(TemporaryCredentials credentials, Principal principal) {}

    /**
     * Issues keys of a role.
     *
     * @throws AwsException AccessDenied when the role is not there or not for this caller, as STS answers both
     */
    public Assumed assume(Principal caller, Wish wish, Instant now) {
        return store.transact(tx -> {
            Role role = tx.find(IamTables.ROLES, Identities.nameIn(wish.roleArn()))
                    .filter(found -> found.arn().equals(wish.roleArn()))
                    .filter(found -> mayAssume(caller, found, wish))
                    .orElseThrow(() -> denied(caller, wish.roleArn()));
            checkLifetime(caller, role, wish.lifetime());
            return new Assumed(
                    issuer.issue(tx, role.arn(), wish.sessionName(), now, wish.lifetime()),
                    Identities.of(role, wish.sessionName(), caller.accountId()));
        });
    }

    /**
     * Issues keys that mean the caller itself.
     *
     * @throws AwsException AccessDenied for a caller that has a session already
     */
    public TemporaryCredentials ofCaller(Principal caller, Duration lifetime, Instant now) {
        if (caller.kind() != Principal.Kind.USER && caller.kind() != Principal.Kind.ROOT) {
            throw new AwsException("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
        }
        return store.transact(tx -> issuer.issue(tx, caller.entityArn(), "", now, lifetime));
    }

    /**
     * A trust policy that names the caller suffices; one that names the account leaves it to the caller's own policies. A
     * Deny on either side wins. Root needs the account named: AWS refuses root here, but root is whom local tools act as.
     */
    private boolean mayAssume(Principal caller, Role role, Wish wish) {
        String account = Principal.root(caller.accountId()).arn();
        List<String> own = List.of(caller.entityArn(), caller.arn());
        List<String> all = List.of(caller.entityArn(), caller.arn(), account);
        Map<String, List<String>> context = context(caller, wish);
        if (!trust.trusts(role, all, context)) {
            return false;
        }
        return switch (authorizer.authorize(new Authorizer.Query(caller, ASSUME, List.of(role.arn()), context))) {
            case Authorizer.Allowed allowed -> true;
            case Authorizer.Denied denied -> !denied.explicit() && trust.trusts(role, own, context);
        };
    }

    private static Map<String, List<String>> context(Principal caller, Wish wish) {
        Map<String, List<String>> context = new HashMap<>();
        context.put("aws:SourceIp", List.of(wish.sourceAddress()));
        context.put("aws:PrincipalArn", List.of(caller.entityArn()));
        context.put("aws:PrincipalAccount", List.of(caller.accountId()));
        context.put("sts:RoleSessionName", List.of(wish.sessionName()));
        wish.externalId().ifPresent(id -> context.put("sts:ExternalId", List.of(id)));
        return context;
    }

    private static void checkLifetime(Principal caller, Role role, Duration lifetime) {
        if (lifetime.compareTo(role.maxSession()) > 0) {
            throw new AwsException(
                    "ValidationError",
                    400,
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        if (caller.kind() == Principal.Kind.ASSUMED_ROLE && lifetime.compareTo(CHAINED) > 0) {
            throw new AwsException(
                    "ValidationError",
                    400,
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
    }

    private static AwsException denied(Principal caller, String roleArn) {
        return new AwsException(
                "AccessDenied",
                403,
                "User: " + caller.arn() + " is not authorized to perform: " + ASSUME + " on resource: " + roleArn);
    }
}
