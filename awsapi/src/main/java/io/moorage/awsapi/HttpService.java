package io.moorage.awsapi;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import java.util.List;

/** A service that speaks plain HTTP, with bytes for bodies, where the others' requests are shapes: S3. */
public interface HttpService {
    /** In the scope of the signatures that are for this service. */
    String signingName();

    /**
     * What a request asks for; nothing is done yet.
     *
     * @throws AwsException when it is nothing that this service does
     */
    Call call(HttpRequest request);

    /** One request of one operation. */
    interface Call {
        /** All must be allowed. */
        List<Permission> permissions();

        /** @throws AwsException when the service refuses */
        HttpAnswer perform(RequestContext context);
    }

    /** How a refusal is told. */
    HttpAnswer refusal(HttpRequest request, AwsException why, String requestId);
}
