package io.moorage.awsapi.protocol;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Protocol;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.Map;

/** What a service that once spoke {@code query} only says of errors in its newer protocols, so that their codes stay. */
final class QueryCompatible {
    private QueryCompatible() {}

    /** Smithy specification, "AWS query compatible trait". */
    static Map<String, String> header(ServiceMetadata service, AwsException error) {
        if (!service.protocols().contains(Protocol.QUERY)) {
            return Map.of();
        }
        return Map.of("x-amzn-query-error", error.code() + (error.httpStatus() < 500 ? ";Sender" : ";Receiver"));
    }
}
