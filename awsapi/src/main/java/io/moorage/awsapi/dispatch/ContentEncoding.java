package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * Bodies that clients send compressed (Smithy specification, "requestCompression trait"): signed as they are sent, read as
 * they are meant.
 */
final class ContentEncoding {
    /** As much as a body may be that is sent as it is. */
    private static final int LARGEST_BODY = 1024 * 1024;

    private ContentEncoding() {}

    /** @throws AwsException when the body is not what its header says, or too large */
    static HttpRequest decoded(HttpRequest request, Refusals refusals) {
        if (!"gzip".equalsIgnoreCase(request.header("content-encoding"))) {
            return request;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            byte[] body = in.readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                throw refusals.tooLarge(LARGEST_BODY);
            }
            return new HttpRequest(
                    request.method(),
                    request.rawPath(),
                    request.rawQuery(),
                    request.headers(),
                    body,
                    request.sourceAddress(),
                    request.secure(),
                    request.trusting());
        } catch (IOException e) {
            throw new AwsException(
                    "SerializationException", 400, "The request body is not gzip, as its Content-Encoding says.");
        }
    }
}
