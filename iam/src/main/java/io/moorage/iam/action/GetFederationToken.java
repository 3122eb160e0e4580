package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sts.FederatedUser;
import io.moorage.awsmodels.sts.GetFederationTokenRequest;
import io.moorage.awsmodels.sts.GetFederationTokenResponse;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.iam.credential.RoleSessions;
import io.moorage.iam.credential.SessionWish;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Issues temporary keys of a user who is not IAM's, within the caller's permissions and the policies given. */
final class GetFederationToken implements Action<GetFederationTokenRequest, GetFederationTokenResponse> {
    private final RoleSessions sessions;
    private final SessionPolicies policies;

    GetFederationToken(RoleSessions sessions, SessionPolicies policies) {
        this.sessions = sessions;
        this.policies = policies;
    }

    @Override
    public Operation<GetFederationTokenRequest, GetFederationTokenResponse> operation() {
        return StsOperations.GET_FEDERATION_TOKEN;
    }

    @Override
    public List<String> resources(GetFederationTokenRequest input, RequestContext context) {
        return List.of("arn:aws:sts::" + context.accountId() + ":federated-user/" + input.name());
    }

    @Override
    public Map<String, List<String>> conditions(GetFederationTokenRequest input, RequestContext context) {
        return policies.wish(null, List.of(), input.tags(), List.of(), null).keys();
    }

    @Override
    public List<Permission> furtherPermissions(GetFederationTokenRequest input, RequestContext context) {
        return input.tags().isEmpty()
                ? List.of()
                : List.of(new Permission("sts:TagSession", resources(input, context), conditions(input, context)));
    }

    @Override
    public GetFederationTokenResponse handle(GetFederationTokenRequest input, RequestContext context) {
        SessionWish wish = policies.wish(input.policy(), input.policyArns(), input.tags(), List.of(), null);
        Integer packed = SessionPolicies.packedSize(wish);
        Integer seconds = input.durationSeconds();
        RoleSessions.Assumed issued = sessions.federated(
                context.principal(),
                input.name(),
                seconds == null ? Duration.ofHours(12) : Duration.ofSeconds(seconds),
                // Without policies such a session may do nothing (STS API reference, GetFederationToken).
                wish.limitedAtLeast(),
                context.now());
        return GetFederationTokenResponse.builder()
                .credentials(Sessions.shape(issued.credentials()))
                .federatedUser(FederatedUser.builder()
                        .federatedUserId(issued.principal().userId())
                        .arn(issued.principal().arn())
                        .build())
                .packedPolicySize(packed)
                .build();
    }
}
