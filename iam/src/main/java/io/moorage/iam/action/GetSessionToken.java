package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sts.GetSessionTokenRequest;
import io.moorage.awsmodels.sts.GetSessionTokenResponse;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.iam.credential.RoleSessions;
import java.time.Duration;

/** Issues temporary keys to a user or root, for itself; no policy can forbid it. */
final class GetSessionToken implements Action<GetSessionTokenRequest, GetSessionTokenResponse> {
    private final RoleSessions sessions;

    GetSessionToken(RoleSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Operation<GetSessionTokenRequest, GetSessionTokenResponse> operation() {
        return StsOperations.GET_SESSION_TOKEN;
    }

    @Override
    public boolean needsPermission() {
        return false;
    }

    @Override
    public GetSessionTokenResponse handle(GetSessionTokenRequest input, RequestContext context) {

        Mfa.refuse(input.serialNumber(), input.tokenCode());
        Integer seconds = input.durationSeconds();
        return GetSessionTokenResponse.builder()
                .credentials(Sessions.shape(sessions.ofCaller(
                        context.principal(),
                        seconds == null ? Duration.ofHours(12) : Duration.ofSeconds(seconds),
                        context.now())))
                .build();
    }
}
