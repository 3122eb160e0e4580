package io.moorage.awsapi.protocol;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/** AWS JSON 1.1 (Smithy specification, "AWS JSON 1.1 protocol"). */
final class JsonCodec implements Codec {
    static final Codec JSON_1_1 = new JsonCodec();
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private JsonCodec() {}

    @Override
    public <I> I decode(Operation<I, ?> operation, HttpRequest request) {
        try {
            return operation.input().create(JsonReader.members(operation.input(), request.body()));
        } catch (Malformed e) {
            throw new AwsException("SerializationException", 400, e.getMessage());
        }
    }

    @Override
    public <O> HttpAnswer encode(Operation<?, O> operation, O output, String requestId) {
        Map<String, String> headers = Map.of("Content-Type", CONTENT_TYPE, "x-amzn-RequestId", requestId);
        return new HttpAnswer(operation.successStatus(), headers, JsonWriter.bytes(operation.output(), output));
    }

    @Override
    public HttpAnswer encodeError(ServiceMetadata service, AwsException error, String requestId) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("__type", error.code());
        body.put("message", error.getMessage());
        body.putAll(error.members());
        Map<String, String> headers =
                Map.of("Content-Type", CONTENT_TYPE, "x-amzn-RequestId", requestId, "x-amzn-ErrorType", error.code());
        return new HttpAnswer(error.httpStatus(), headers, JsonWriter.bytes(body));
    }
}
