package io.moorage.awsapi.protocol;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** AWS JSON 1.0 and 1.1 (Smithy specification, "AWS JSON 1.0 protocol" and "AWS JSON 1.1 protocol"). */
final class JsonCodec implements Codec {
    static final Codec INSTANCE = new JsonCodec();

    private JsonCodec() {}

    @Override
    public <I> I decode(Operation<I, ?> operation, HttpRequest request) {
        try {
            return operation.input().create(JsonReader.allMembers(operation.input(), request.body()));
        } catch (Malformed e) {
            throw new AwsException("SerializationException", 400, e.getMessage());
        }
    }

    @Override
    public <O> HttpAnswer encode(Operation<?, O> operation, O output, String requestId) {
        Map<String, String> headers =
                Map.of("Content-Type", contentType(operation.service()), "x-amzn-RequestId", requestId);
        return new HttpAnswer(operation.successStatus(), headers, JsonWriter.bytes(operation.output(), output));
    }

    @Override
    public HttpAnswer encodeError(ServiceMetadata service, AwsException error, String requestId) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("__type", error.shapeName());
        body.put("message", error.getMessage());
        body.putAll(error.members());
        Map<String, String> headers = new HashMap<>(QueryCompatible.header(service, error));
        headers.put("Content-Type", contentType(service));
        headers.put("x-amzn-RequestId", requestId);
        headers.put("x-amzn-ErrorType", error.shapeName());
        return new HttpAnswer(error.httpStatus(), headers, JsonWriter.bytes(body));
    }

    private static String contentType(ServiceMetadata service) {
        return "application/x-amz-json-" + Objects.requireNonNullElse(service.jsonVersion(), "1.1");
    }
}
