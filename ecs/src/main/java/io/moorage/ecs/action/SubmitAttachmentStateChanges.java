package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.SubmitAttachmentStateChangesRequest;
import io.moorage.awsmodels.ecs.SubmitAttachmentStateChangesResponse;

/** {@code API_SubmitAttachmentStateChanges}: called by agents; Moorage attaches nothing, so there is nothing to change. */
public final class SubmitAttachmentStateChanges
        implements Action<SubmitAttachmentStateChangesRequest, SubmitAttachmentStateChangesResponse> {
    @Override
    public Operation<SubmitAttachmentStateChangesRequest, SubmitAttachmentStateChangesResponse> operation() {
        return EcsOperations.SUBMIT_ATTACHMENT_STATE_CHANGES;
    }

    @Override
    public SubmitAttachmentStateChangesResponse handle(
            SubmitAttachmentStateChangesRequest request, RequestContext context) {
        return new SubmitAttachmentStateChangesResponse("ACK");
    }
}
