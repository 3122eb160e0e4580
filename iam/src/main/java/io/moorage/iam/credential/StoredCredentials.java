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
import java.util.Optional;

/** Users' keys and the keys STS issued, with who holds them now: a role made anew does not inherit the old one's keys. */
public final class StoredCredentials implements CredentialStore {
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
        if (issued.holder().equals(Principal.root(accountId).arn())) {
            return Optional.of(Principal.root(accountId));
        }
        if (issued.sessionName().isEmpty()) {
            return view.find(IamTables.USERS, name)
                    .filter(user -> user.arn().equals(issued.holder()))
                    .filter(user -> !user.created().isAfter(issued.issued()))
                    .map(user -> Identities.of(user, accountId));
        }
        return view.find(IamTables.ROLES, name)
                .filter(role -> issuedBy(role, issued))
                .map(role -> Identities.of(role, issued.sessionName(), accountId));
    }

    private static boolean issuedBy(Role role, TemporaryCredentials issued) {
        return role.arn().equals(issued.holder()) && !role.created().isAfter(issued.issued());
    }
}
