package io.moorage.iam.credential;

import io.moorage.awsapi.Credential;
import io.moorage.awsapi.CredentialStore;
import io.moorage.awsapi.Principal;
import io.moorage.model.iam.AccessKey;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Users' keys and the keys STS issued, with who holds them now: a role made anew does not inherit the old one's keys. */
public final class StoredCredentials implements CredentialStore {
    /** How old what is known of a key's last use may be, so that most requests write nothing. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(15);

    private final Store store;
    private final String accountId;

    public StoredCredentials(Store store, String accountId) {
        this.store = store;
        this.accountId = accountId;
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        ReadView view = store.view();
        return view.find(IamTables.ACCESS_KEYS, accessKeyId)
                .flatMap(key -> longTerm(key, view))
                .or(() -> view.find(IamTables.TEMPORARY_CREDENTIALS, accessKeyId)
                        .flatMap(issued -> temporary(issued, view)));
    }

    @Override
    public void used(Credential credential, String service, Instant now) {
        if (credential.sessionToken() == null && isOld(store.view(), credential.accessKeyId(), now)) {
            store.transact(tx -> {
                tx.find(IamTables.ACCESS_KEYS, credential.accessKeyId())
                        .ifPresent(key ->
                                tx.update(IamTables.ACCESS_KEYS, key.withLastUse(new AccessKey.LastUse(now, service))));
                return credential;
            });
        }
    }

    private static boolean isOld(ReadView view, String accessKeyId, Instant now) {
        return view.find(IamTables.ACCESS_KEYS, accessKeyId)
                .filter(key -> key.lastUse()
                        .filter(use -> use.at().plus(NOTED_EVERY).isAfter(now))
                        .isEmpty())
                .isPresent();
    }

    private Optional<Credential> longTerm(AccessKey key, ReadView view) {
        return key.active()
                ? view.find(IamTables.USERS, key.userName())
                        .map(user -> new Credential(key.id(), key.secret(), null, Identities.of(user, accountId), null))
                : Optional.empty();
    }

    private Optional<Credential> temporary(TemporaryCredentials issued, ReadView view) {
        return holder(issued, view)
                .map(principal -> new Credential(
                        issued.accessKeyId(),
                        issued.secretAccessKey(),
                        issued.sessionToken(),
                        principal,
                        issued.expiration()));
    }

    private Optional<Principal> holder(TemporaryCredentials issued, ReadView view) {
        String name = Identities.nameIn(issued.holder());
        Principal root = Principal.root(accountId);
        if (issued.holder().equals(root.arn())) {
            return Optional.of(issued.sessionName().isEmpty() ? root : federated(issued));
        }
        if (issued.holder().contains(":user/")) {
            return view.find(IamTables.USERS, name)
                    .filter(user -> user.arn().equals(issued.holder()))
                    .filter(user -> !user.created().isAfter(issued.issued()))
                    .map(user -> issued.sessionName().isEmpty()
                            ? Identities.of(user, accountId, Identities.session(issued.scope()))
                            : federated(issued));
        }
        return view.find(IamTables.ROLES, name)
                .filter(role -> issuedBy(role, issued))
                .map(role -> Identities.of(role, issued.sessionName(), accountId, issued.scope()));
    }

    private Principal federated(TemporaryCredentials issued) {
        return Identities.federated(issued.holder(), issued.sessionName(), accountId, issued.scope());
    }

    private static boolean issuedBy(Role role, TemporaryCredentials issued) {
        return role.arn().equals(issued.holder()) && !role.created().isAfter(issued.issued());
    }
}
