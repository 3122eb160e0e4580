package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.awsmodels.ssm.TerminateSessionRequest;
import io.moorage.awsmodels.ssm.TerminateSessionResponse;
import io.moorage.ssm.session.Sessions;
import java.util.List;

/** {@code API_TerminateSession}: ends a session and what runs in it, for good. */
final class TerminateSession implements Action<TerminateSessionRequest, TerminateSessionResponse> {
    private final Sessions sessions;

    TerminateSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Operation<TerminateSessionRequest, TerminateSessionResponse> operation() {
        return SsmOperations.TERMINATE_SESSION;
    }

    @Override
    public List<String> resources(TerminateSessionRequest input, RequestContext context) {
        return List.of("arn:aws:ssm:" + context.region() + ":" + context.accountId() + ":session/" + input.sessionId());
    }

    @Override
    public TerminateSessionResponse handle(TerminateSessionRequest input, RequestContext context) {
        if (!sessions.terminate(input.sessionId())) {
            throw new AwsException("DoesNotExistException", 400, "Session " + input.sessionId() + " does not exist.");
        }
        return TerminateSessionResponse.builder().sessionId(input.sessionId()).build();
    }
}
