package io.moorage.console.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.dispatch.JsonCalls;
import io.moorage.awsapi.dispatch.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** AWS's API as one person may use it, and what they asked of it: the commands a page shows are the calls it made. */
public final class Aws {
    /** So many rows of one list are had for a page; whoever has more is told so. */
    private static final int MOST = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonCalls calls;
    private final JsonCalls.From from;
    private final List<CliCommand> commands = new ArrayList<>();

    public Aws(JsonCalls calls, JsonCalls.From from) {
        this.calls = calls;
        this.from = from;
    }

    /** @throws AwsException when the service refuses, in its words */
    public JsonNode call(String service, String operation, JsonNode input) {
        tell(service, operation, input);
        return send(service, operation, input);
    }

    private void tell(String service, String operation, JsonNode input) {
        CliCommand command = new CliCommand(service, operation, named(input, calls.memberNames(service, operation)));
        if (!commands.contains(command)) {
            commands.add(command);
        }
    }

    /** The CLI has its own names for some members. */
    private static JsonNode named(JsonNode input, Map<String, String> names) {
        if (input.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            input.forEach(each -> array.add(named(each, names)));
            return array;
        }
        if (!input.isObject() || names.isEmpty()) {
            return input;
        }
        ObjectNode object = JSON.createObjectNode();
        input.properties()
                .forEach(each ->
                        object.set(names.getOrDefault(each.getKey(), each.getKey()), named(each.getValue(), names)));
        return object;
    }

    private JsonNode send(String service, String operation, JsonNode input) {
        return read(calls.call(service, operation, bytes(input), from));
    }

    private static byte[] bytes(JsonNode input) {
        return input.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same with an input made here. */
    public JsonNode call(String service, String operation, Consumer<ObjectNode> input) {
        ObjectNode node = JSON.createObjectNode();
        input.accept(node);
        return call(service, operation, node);
    }

    /** The same of an input with secrets: no page shows it as a command. */
    public JsonNode callUntold(String service, String operation, Consumer<ObjectNode> input) {
        ObjectNode node = JSON.createObjectNode();
        input.accept(node);
        return send(service, operation, node);
    }

    /** The call that was asked about before. */
    public JsonNode call(Need.Call call) {
        return call(call.service(), call.operation(), call.input());
    }

    public JsonNode call(String service, String operation) {
        return call(service, operation, JSON.createObjectNode());
    }

    /** {@link #all(String, String, String, String, String, Consumer)} where the token has one name. */
    public Rows<JsonNode> all(
            String service, String operation, String member, String token, Consumer<ObjectNode> input) {
        return all(service, operation, member, token, token, input);
    }

    /** {@link #all(String, String, String, String, String, Consumer)} of a list of short rows, of which so many are had. */
    public Rows<JsonNode> all(
            String service, String operation, String member, String token, int most, Consumer<ObjectNode> input) {
        return all(service, operation, member, token, token, most, input);
    }

    /**
     * A list piece after piece, until it ends or a thousand rows are had. Told as the one command that it is, since the CLI goes
     * from piece to piece by itself. What happens meanwhile can make a token worthless: then it is cut there.
     *
     * @param member of the answer that holds the rows
     * @param tokenIn by which a later piece is asked for
     * @param tokenOut by which the answer tells of one
     * @throws AwsException when the first piece is refused
     */
    public Rows<JsonNode> all(
            String service,
            String operation,
            String member,
            String tokenIn,
            String tokenOut,
            Consumer<ObjectNode> input) {
        return all(service, operation, member, tokenIn, tokenOut, MOST, input);
    }

    private Rows<JsonNode> all(
            String service,
            String operation,
            String member,
            String tokenIn,
            String tokenOut,
            int most,
            Consumer<ObjectNode> input) {
        JsonNode answer = call(service, operation, input);
        List<JsonNode> rows = new ArrayList<>(list(answer.path(member)));
        String token = answer.path(tokenOut).asText("");
        while (!token.isEmpty() && rows.size() < most) {
            String next = token;
            try {
                answer = callUntold(service, operation, input.andThen(in -> in.put(tokenIn, next)));
            } catch (AwsException e) {
                return new Rows<>(rows, true);
            }
            rows.addAll(list(answer.path(member)));
            token = answer.path(tokenOut).asText("");
        }
        return new Rows<>(rows, !token.isEmpty());
    }

    /** Who asks. */
    public Principal principal() {
        return from.principal();
    }

    /**
     * For what is no operation.
     *
     * @throws AwsException when it is not allowed, in AWS's words
     */
    public void require(String signingName, Permission permission) {
        calls.require(signingName, permission, from);
    }

    /** What the API would refuse of this; nothing of it is done. Of root too, whom a resource's policy can deny something. */
    Optional<Refusal> refusal(Need need) {
        return switch (need) {
            case Need.Call call -> calls.refusal(call.service(), call.operation(), bytes(call.input()), from);
            case Need.FilledIn call -> calls.foreseen(call.service(), call.operation(), bytes(call.input()), from);
            case Need.OnAnything call -> calls.foreseen(call.service(), call.operation(), from);
            case Need.Held held -> calls.refusal(held.permission(), from);
            case Need.All all ->
                all.needs().stream().flatMap(each -> refusal(each).stream()).findFirst();
            case Need.AnyOf any -> {
                List<Optional<Refusal>> each =
                        any.needs().stream().map(this::refusal).toList();
                yield each.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : each.getFirst();
            }
            case Need.Nothing ignored -> Optional.empty();
        };
    }

    /** Shows a command that nothing was asked by yet, or not with these values: what a form or a button stands for. */
    public void mention(String service, String operation, Consumer<ObjectNode> input) {
        ObjectNode node = JSON.createObjectNode();
        input.accept(node);
        tell(service, operation, node);
    }

    /** What was asked, in order. */
    public List<CliCommand> commands() {
        return List.copyOf(commands);
    }

    /** Of a list in an answer; none when it is absent. */
    public static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    /**
     * A JSON object a person wrote.
     *
     * @throws AwsException with a sentence that says where it is wrong
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new AwsException(
                    "SerializationException",
                    400,
                    "Line " + e.getLocation().getLineNr() + ": this is no JSON. " + e.getOriginalMessage());
        }
        throw new AwsException("SerializationException", 400, "A task definition is a JSON object: { … }.");
    }

    /** For people to read. */
    public static String pretty(JsonNode node) {
        return node.toPrettyString();
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer of the API is JSON", e);
        }
    }
}
