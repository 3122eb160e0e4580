package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.iam.credential.RoleSessions;
import io.moorage.iam.credential.SessionIssuer;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.util.List;
import java.util.random.RandomGenerator;

/** The actions of the IAM and STS APIs. */
public final class IamActions {
    private IamActions() {}

    public static List<Action<?, ?>> all(
            Store store,
            RandomGenerator random,
            AwsManagedPolicies managed,
            SessionIssuer issuer,
            RoleSessions sessions) {
        Documents documents = new Documents();
        return List.of(
                new CreateRole(store, random, documents),
                new GetRole(store),
                new ListRoles(store),
                new DeleteRole(store),
                new TagRole(store),
                new UpdateAssumeRolePolicy(store, documents),
                new PutRolePolicy(store, documents),
                new DeleteRolePolicy(store),
                new AttachRolePolicy(store, managed),
                new DetachRolePolicy(store),
                new PutUserPolicy(store, documents),
                new DeleteUserPolicy(store),
                new AttachUserPolicy(store, managed),
                new DetachUserPolicy(store),
                new GetRolePolicy(store),
                new ListRolePolicies(store),
                new ListAttachedRolePolicies(store),
                new CreateUser(store, random),
                new GetUser(store),
                new ListUsers(store),
                new DeleteUser(store),
                new CreateAccessKey(store, random, issuer),
                new ListAccessKeys(store),
                new DeleteAccessKey(store),
                new CreatePolicy(store, random, documents),
                new GetPolicy(store, managed),
                new GetPolicyVersion(store, managed),
                new ListPolicies(store, managed),
                new DeletePolicy(store),
                new CreateInstanceProfile(store, random),
                new GetInstanceProfile(store),
                new ListInstanceProfiles(store),
                new ListInstanceProfilesForRole(store),
                new DeleteInstanceProfile(store),
                new AddRoleToInstanceProfile(store),
                new RemoveRoleFromInstanceProfile(store),
                new GetCallerIdentity(),
                new GetSessionToken(sessions),
                new AssumeRole(sessions));
    }
}
