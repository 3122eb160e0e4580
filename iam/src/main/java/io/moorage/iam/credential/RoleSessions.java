package io.moorage.iam.credential;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.iam.PrincipalKeys;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.SessionScope;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.policy.Verdict;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that callers ask for themselves: of a role, or of their own. */
public final class RoleSessions {
    /** STS API reference, AssumeRole: "role chaining limits your session to a maximum of one hour". */
    private static final Duration CHAINED = Duration.ofHours(1);

    /** STS API reference, GetSessionToken and GetFederationToken: of root. */
    private static final Duration OF_ROOT = Duration.ofHours(1);

    private static final String ASSUME = TrustPolicies.ASSUME;

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
            String roleArn,
            String sessionName,
            Duration lifetime,
            Optional<String> externalId,
            String sourceAddress,
            SessionWish session) {}

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
                    .orElseThrow(() -> denied(caller, ASSUME, wish.roleArn()));
            for (String action : actions(wish.session())) {
                if (!mayAssume(caller, role, action, context(wish))) {
                    throw denied(caller, action, wish.roleArn());
                }
            }
            checkChain(caller, wish.session());
            checkLifetime(caller, role, wish.lifetime());
            SessionScope scope = wish.session().from(caller.session());
            return new Assumed(
                    issuer.issue(tx, role.arn(), wish.sessionName(), now, wish.lifetime(), scope),
                    Identities.of(role, wish.sessionName(), caller.accountId(), scope));
        });
    }

    /** Passing tags and a source identity are permissions of their own. */
    private static List<String> actions(SessionWish session) {
        List<String> actions = new ArrayList<>(List.of(ASSUME));
        if (!session.tags().isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (session.sourceIdentity().isPresent()) {
            actions.add("sts:SetSourceIdentity");
        }
        return actions;
    }

    /**
     * Issues keys that mean the caller itself.
     *
     * @throws AwsException AccessDenied for a caller that has a session already
     */
    public TemporaryCredentials ofCaller(Principal caller, Duration lifetime, Instant now) {
        refuseSession(caller, "GetSessionToken");
        return store.transact(tx -> issuer.issue(tx, caller.entityArn(), "", now, lifetime(caller, lifetime)));
    }

    /**
     * Issues keys of a federated user, who may do what both the caller and the session's policies allow.
     *
     * @throws AwsException AccessDenied for a caller that has a session already
     */
    public Assumed federated(Principal caller, String name, Duration lifetime, SessionWish wish, Instant now) {
        refuseSession(caller, "GetFederationToken");
        SessionScope scope = wish.from(caller.session());
        return new Assumed(
                store.transact(
                        tx -> issuer.issue(tx, caller.entityArn(), name, now, lifetime(caller, lifetime), scope)),
                Identities.federated(caller.entityArn(), name, caller.accountId(), scope));
    }

    private static void refuseSession(Principal caller, String action) {
        boolean longTerm = caller.kind() == Principal.Kind.ROOT
                || (caller.kind() == Principal.Kind.USER && !caller.session().temporary());
        if (!longTerm) {
            throw new AwsException("AccessDenied", 403, "Cannot call " + action + " with session credentials");
        }
    }

    /** Root's sessions last an hour at most, however much longer was asked for. */
    private static Duration lifetime(Principal caller, Duration wished) {
        return caller.kind() == Principal.Kind.ROOT && wished.compareTo(OF_ROOT) > 0 ? OF_ROOT : wished;
    }

    /**
     * A trust policy that names the caller suffices; one that names the account leaves it to the caller's own policies. A
     * Deny on either side wins. Root needs the account named: AWS refuses root here, but root is whom local tools act as.
     */
    private boolean mayAssume(Principal caller, Role role, String action, Map<String, List<String>> wished) {
        Map<String, List<String>> context = new HashMap<>(wished);
        context.putAll(PrincipalKeys.of(caller, store.view()));
        String account = Principal.root(caller.accountId()).arn();
        List<String> own = List.of(caller.entityArn(), caller.arn());
        List<String> all = List.of(caller.entityArn(), caller.arn(), account);
        if (!(trust.verdict(role, action, all, context) instanceof Verdict.Allowed)) {
            return false;
        }
        return switch (authorizer.authorize(new Authorizer.Query(caller, action, List.of(role.arn()), context))) {
            case Authorizer.Allowed allowed -> true;
            case Authorizer.Denied denied ->
                !denied.explicit() && trust.verdict(role, action, own, context) instanceof Verdict.Allowed;
        };
    }

    private static Map<String, List<String>> context(Wish wish) {
        Map<String, List<String>> context = new HashMap<>(wish.session().keys());
        context.put("aws:SourceIp", List.of(wish.sourceAddress()));
        context.put("sts:RoleSessionName", List.of(wish.sessionName()));
        wish.externalId().ifPresent(id -> context.put("sts:ExternalId", List.of(id)));
        return context;
    }

    /** What a session carries on cannot be changed by the next one (IAM user guide, "Chaining roles with session tags"). */
    private static void checkChain(Principal caller, SessionWish wish) {
        Principal.Session session = caller.session();
        boolean sameIdentity = wish.sourceIdentity().equals(session.sourceIdentity());
        if (session.sourceIdentity().isPresent() && wish.sourceIdentity().isPresent() && !sameIdentity) {
            throw new AwsException(
                    "ValidationError",
                    400,
                    "The source identity is set already and cannot be changed by role chaining.");
        }
        wish.tags().keySet().stream()
                .filter(key -> session.transitiveTags().stream().anyMatch(key::equalsIgnoreCase))
                .findFirst()
                .ifPresent(key -> {
                    throw new AwsException(
                            "InvalidParameterValue",
                            400,
                            "One of the specified transitive tag keys can't be set because it conflicts with a"
                                    + " transitive tag key from the calling session.");
                });
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
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining.");
        }
    }

    private static AwsException denied(Principal caller, String action, String roleArn) {
        return new AwsException(
                "AccessDenied",
                403,
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + roleArn);
    }
}
