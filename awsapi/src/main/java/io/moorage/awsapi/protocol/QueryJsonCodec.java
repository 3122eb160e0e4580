package io.moorage.awsapi.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ServiceMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * AWS query answered in JSON, for a GET with {@code ContentType=JSON}: what CloudFormation's helper scripts ask for. The same
 * elements as in XML, times as seconds.
 */
final class QueryJsonCodec implements Codec {
    static final Codec INSTANCE = new QueryJsonCodec();

    private static final JsonFactory FACTORY = new JsonFactory();

    private QueryJsonCodec() {}

    /** Whether a request asks for this. */
    static boolean isAskedFor(HttpRequest request) {
        return request.method().equals("GET") && request.rawQuery().contains("ContentType=JSON");
    }

    @Override
    public <I> I decode(Operation<I, ?> operation, HttpRequest request) {
        return FormCodec.QUERY.decode(operation, request);
    }

    @Override
    public <O> HttpAnswer encode(Operation<?, O> operation, O output, String requestId) {
        return answer(operation.successStatus(), requestId, json -> {
            json.writeObjectFieldStart(operation.name() + "Response");
            if (operation.resultWrapper() != null) {
                json.writeFieldName(operation.resultWrapper());
                JsonWriter.write(operation.output(), output, json);
            }
            json.writeObjectFieldStart("ResponseMetadata");
            json.writeStringField("RequestId", requestId);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    @Override
    public HttpAnswer encodeError(ServiceMetadata service, AwsException error, String requestId) {
        return answer(error.httpStatus(), requestId, json -> {
            json.writeObjectFieldStart("Error");
            json.writeStringField("Code", error.code());
            json.writeStringField("Message", error.getMessage());
            json.writeStringField("Type", error.httpStatus() < 500 ? "Sender" : "Receiver");
            json.writeEndObject();
            json.writeStringField("RequestId", requestId);
        });
    }

    /** The members of an object. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private static HttpAnswer answer(int status, String requestId, Members members) {
        var buffer = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(buffer)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refuses nothing", e);
        }
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-RequestId", requestId),
                buffer.toByteArray());
    }
}
