package io.moorage.awsapi.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Smithy's RPC over CBOR (Smithy specification, "Smithy RPC v2 CBOR protocol"). */
final class CborCodec implements Codec {
    static final Codec INSTANCE = new CborCodec();

    private static final JsonFactory CBOR = CBORFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    private CborCodec() {}

    @Override
    public <I> I decode(Operation<I, ?> operation, HttpRequest request) {
        try {
            return operation.input().create(JsonReader.members(operation.input(), request.body(), CBOR));
        } catch (Malformed e) {
            throw new AwsException("SerializationException", 400, e.getMessage());
        }
    }

    @Override
    public <O> HttpAnswer encode(Operation<?, O> operation, O output, String requestId) {
        Map<String, String> headers = headers(requestId);
        if (output instanceof Empty) {
            headers.remove("Content-Type");
            return new HttpAnswer(200, headers, new byte[0]);
        }
        return new HttpAnswer(200, headers, JsonWriter.bytes(operation.output(), output, CBOR));
    }

    @Override
    public HttpAnswer encodeError(ServiceMetadata service, AwsException error, String requestId) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("__type", error.shapeName());
        body.put("message", error.getMessage());
        body.putAll(error.members());
        Map<String, String> headers = headers(requestId);
        headers.putAll(QueryCompatible.header(service, error));
        return new HttpAnswer(error.httpStatus(), headers, JsonWriter.bytes(body, CBOR));
    }

    private static Map<String, String> headers(String requestId) {
        Map<String, String> headers = new HashMap<>();
        headers.put("smithy-protocol", "rpc-v2-cbor");
        headers.put("Content-Type", "application/cbor");
        headers.put("x-amzn-RequestId", requestId);
        return headers;
    }
}
