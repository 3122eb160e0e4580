package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sts.DecodeAuthorizationMessageRequest;
import io.moorage.awsmodels.sts.DecodeAuthorizationMessageResponse;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.iam.AuthorizationMessages;

/** Makes readable what an EC2 refusal says encoded. */
final class DecodeAuthorizationMessage
        implements Action<DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse> {
    private final AuthorizationMessages messages;

    DecodeAuthorizationMessage(AuthorizationMessages messages) {
        this.messages = messages;
    }

    @Override
    public Operation<DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse> operation() {
        return StsOperations.DECODE_AUTHORIZATION_MESSAGE;
    }

    @Override
    public DecodeAuthorizationMessageResponse handle(DecodeAuthorizationMessageRequest input, RequestContext context) {
        return DecodeAuthorizationMessageResponse.builder()
                .decodedMessage(messages.decode(input.encodedMessage())
                        .orElseThrow(() -> new AwsException(
                                StsOperations.ERROR_INVALID_AUTHORIZATION_MESSAGE_EXCEPTION,
                                "Could not decode the authorization message.")))
                .build();
    }
}
