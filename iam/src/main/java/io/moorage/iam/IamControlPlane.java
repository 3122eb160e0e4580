package io.moorage.iam;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.CredentialStore;
import io.moorage.iam.action.IamActions;
import io.moorage.iam.action.ServiceRoleLoop;
import io.moorage.iam.credential.InstanceCredentials;
import io.moorage.iam.credential.RoleSessions;
import io.moorage.iam.credential.SessionIssuer;
import io.moorage.iam.credential.StoredCredentials;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** IAM and STS: their actions, what they decide for everyone else, and the roles that services make for themselves. */
public final class IamControlPlane implements AutoCloseable {
    private final List<Action<?, ?>> actions;
    private final CredentialStore credentialStore;
    private final Authorizer authorizer;
    private final InstanceCredentials instanceCredentials;
    private final KeyHolders keyHolders;
    private final ServiceRoleLoop serviceRoles;

    /** @param random a cryptographically strong one: secrets are drawn from it */
    public IamControlPlane(Store store, InstantSource clock, RandomGenerator random, IamConfig config) {
        AwsManagedPolicies managed = AwsManagedPolicies.load();
        SessionIssuer issuer = new SessionIssuer(random);
        IdentityPolicies policies = new IdentityPolicies(managed);
        AuthorizationMessages messages = new AuthorizationMessages(random);
        this.authorizer = new IamAuthorizer(store, policies, messages);
        this.credentialStore = new StoredCredentials(store, config.accountId());
        this.instanceCredentials = new InstanceCredentials(store, clock, issuer);
        this.keyHolders = new KeyHolders(store, credentialStore, policies, clock);
        this.serviceRoles = new ServiceRoleLoop(store, clock, random, config);
        this.actions =
                IamActions.all(store, random, managed, issuer, new RoleSessions(store, issuer, authorizer), messages);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    public void start() {
        serviceRoles.start();
    }

    @Override
    public void close() {
        serviceRoles.close();
    }

    public CredentialStore credentialStore() {
        return credentialStore;
    }

    public Authorizer authorizer() {
        return authorizer;
    }

    public KeyHolders keyHolders() {
        return keyHolders;
    }

    public InstanceCredentials instanceCredentials() {
        return instanceCredentials;
    }
}
