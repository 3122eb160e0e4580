package io.moorage.iam;

import io.moorage.awsapi.Principal;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.User;
import io.moorage.policy.HeldPolicies;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyParser;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of an identity, parsed. Documents seen before are not parsed again. */
public final class IdentityPolicies {
    /** What root itself may do, which has no policies: whom it federates may do that, as far as the session allows. */
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

    private static final int MOST_REMEMBERED = 1000;

    private final AwsManagedPolicies managed;
    private final PolicyParser parser = new PolicyParser();
    private final Map<String, PolicyDocument> parsed = new ConcurrentHashMap<>();

    public IdentityPolicies(AwsManagedPolicies managed) {
        this.managed = managed;
    }

    /**
     * What an identity holds, as it was written.
     *
     * @param identity its own documents and those of its groups
     * @param boundary of its permissions; empty without one
     * @param session empty for a session without policies
     */
    public record Documents(List<String> identity, Optional<List<String>> boundary, Optional<List<String>> session) {
        static final Documents NONE = new Documents(List.of(), Optional.empty(), Optional.empty());

        public Documents {
            identity = List.copyOf(identity);
        }
    }

    /** Nothing for an identity that is gone. */
    public HeldPolicies of(Principal principal, ReadView view) {
        Documents documents = documents(principal, view);
        return new HeldPolicies(
                parsed(documents.identity()),
                documents.boundary().map(this::parsed),
                documents.session().map(this::parsed));
    }

    /** As {@link #of}, as they were written. */
    public Documents documents(Principal principal, ReadView view) {
        String name = principal.entityArn().substring(principal.entityArn().lastIndexOf('/') + 1);
        Optional<List<String>> session = session(principal.session(), view);
        if (principal.entityArn().equals(Principal.root(principal.accountId()).arn()) && session.isPresent()) {
            return new Documents(find(ADMINISTRATOR, view).stream().toList(), Optional.empty(), session);
        }
        return switch (principal.kind()) {
            case USER, FEDERATED_USER ->
                view.find(IamTables.USERS, name)
                        .map(user ->
                                new Documents(ofUser(user, view), boundary(user.permissionsBoundary(), view), session))
                        .orElse(Documents.NONE);
            case ASSUMED_ROLE ->
                view.find(IamTables.ROLES, name)
                        .map(role -> new Documents(
                                documents(role.policies(), view), boundary(role.permissionsBoundary(), view), session))
                        .orElse(Documents.NONE);
            case ROOT, SERVICE, INSTANCE -> Documents.NONE;
        };
    }

    private List<String> ofUser(User user, ReadView view) {
        List<String> documents = documents(user.policies(), view);
        view.all(IamTables.GROUPS).stream()
                .filter(group -> group.members().contains(user.name()))
                .map(Group::policies)
                .forEach(policies -> documents.addAll(documents(policies, view)));
        return documents;
    }

    private List<String> documents(Policies policies, ReadView view) {
        List<String> documents = new ArrayList<>(policies.inline().values());
        policies.attached().forEach(arn -> find(arn, view).ifPresent(documents::add));
        return documents;
    }

    private Optional<List<String>> boundary(Optional<String> arn, ReadView view) {
        return arn.map(named -> find(named, view).stream().toList());
    }

    private Optional<List<String>> session(Principal.Session session, ReadView view) {
        if (!session.limited()) {
            return Optional.empty();
        }
        List<String> documents = new ArrayList<>(session.policies());
        session.policyArns().forEach(arn -> find(arn, view).ifPresent(documents::add));
        return Optional.of(documents);
    }

    private Optional<String> find(String arn, ReadView view) {
        return managed.find(arn).or(() -> view.find(IamTables.POLICIES, arn)).map(ManagedPolicy::document);
    }

    private List<PolicyDocument> parsed(List<String> documents) {
        return documents.stream().map(this::parse).toList();
    }

    private PolicyDocument parse(String document) {
        if (parsed.size() > MOST_REMEMBERED) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(document, text -> {
            try {
                return parser.identityPolicy(text);
            } catch (MalformedPolicyException e) {
                throw new IllegalStateException("a policy was stored malformed: " + text, e);
            }
        });
    }
}
