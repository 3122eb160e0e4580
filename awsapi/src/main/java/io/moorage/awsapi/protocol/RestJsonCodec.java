package io.moorage.awsapi.protocol;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Location;
import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ServiceMetadata;
import io.moorage.awsmodels.Type;
import io.moorage.base.sigv4.Uri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** AWS REST JSON (Smithy specification, "AWS restJson1 protocol"), with errors as EFS writes them. */
final class RestJsonCodec implements Codec {
    static final Codec INSTANCE = new RestJsonCodec();

    private RestJsonCodec() {}

    @Override
    public <I> I decode(Operation<I, ?> operation, HttpRequest request) {
        try {
            @Nullable Object[] values = JsonReader.members(operation.input(), request.body());
            Map<String, String> labels = PathTemplate.of(operation.requestUri()).match(request.rawPath());
            List<Map.Entry<String, String>> query = Uri.parameters(request.rawQuery());
            List<Member> members = operation.input().members();
            for (int i = 0; i < values.length; i++) {
                Member member = members.get(i);
                if (member.location() != Location.BODY) {
                    values[i] = outsideBody(member, labels == null ? Map.of() : labels, query, request);
                }
            }
            return operation.input().create(values);
        } catch (Malformed | IllegalArgumentException e) {
            throw new AwsException("BadRequest", 400, Objects.requireNonNullElse(e.getMessage(), "malformed request"));
        }
    }

    private static @Nullable Object outsideBody(
            Member member, Map<String, String> labels, List<Map.Entry<String, String>> query, HttpRequest request) {
        String name = member.wireName();
        return switch (member.location()) {
            case URI -> scalar(member.type(), labels.get(name));
            case HEADER -> scalar(member.type(), request.header(name.toLowerCase(Locale.ROOT)));
            default -> {
                List<String> values = query.stream()
                        .filter(parameter -> parameter.getKey().equals(name))
                        .map(Map.Entry::getValue)
                        .toList();
                if (values.isEmpty()) {
                    yield null;
                }
                yield member.type() instanceof Type.ListType ? values : scalar(member.type(), values.getFirst());
            }
        };
    }

    private static @Nullable Object scalar(Type type, @Nullable String text) {
        return text == null ? null : Scalars.parse(type, text);
    }

    @Override
    public <O> HttpAnswer encode(Operation<?, O> operation, O output, String requestId) {
        boolean none = output instanceof Empty || operation.successStatus() == 204;
        byte[] body = none ? new byte[0] : JsonWriter.bytes(operation.output(), output);
        Map<String, String> headers = none
                ? Map.of("x-amzn-RequestId", requestId)
                : Map.of("Content-Type", "application/json", "x-amzn-RequestId", requestId);
        return new HttpAnswer(operation.successStatus(), headers, body);
    }

    @Override
    public HttpAnswer encodeError(ServiceMetadata service, AwsException error, String requestId) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("ErrorCode", error.code());
        body.put("Message", error.getMessage());
        body.putAll(error.members());
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json", "x-amzn-RequestId", requestId, "x-amzn-ErrorType", error.code());
        return new HttpAnswer(error.httpStatus(), headers, JsonWriter.bytes(body));
    }
}
