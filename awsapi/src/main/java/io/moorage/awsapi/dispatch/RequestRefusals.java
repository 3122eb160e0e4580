package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.auth.SignatureException;
import java.util.Optional;

/** What any request may be refused for, whatever its service speaks. */
interface RequestRefusals {
    AwsException signature(SignatureException problem);

    /** @param encoded the same for STS's DecodeAuthorizationMessage, which EC2 alone shows */
    AwsException denied(String sentence, Optional<String> encoded);

    /** Does a refusal say "on resource: *" where a permission is about no resource in particular? Some services leave it out. */
    boolean namesAnyResource();

    AwsException tooLarge(long limit);

    /** A defect of Moorage's; the cause is in the log under the request id. */
    AwsException internal(String requestId);
}
