package io.moorage.cloudformation.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.cloudformation.types.stack.WaitConditionHandleType;
import io.moorage.model.cloudformation.Signal;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/** Takes what is PUT to a wait condition's handle (user guide, "Wait condition", "JSON format for sending signals"). */
public final class WaitConditionPage {
    private static final JsonMapper JSON = new JsonMapper();

    private final Store store;
    private final String endpoint;
    private final InstantSource clock;

    /** @param endpoint as {@link WaitConditionHandleType} has it */
    public WaitConditionPage(Store store, String endpoint, InstantSource clock) {
        this.store = store;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    public PlainRoute route() {
        return new PlainRoute(WaitConditionHandleType.PREFIX, this::answer);
    }

    private HttpAnswer answer(HttpRequest request) {
        if (!request.method().equals("PUT")) {
            return plain(405, "use PUT");
        }
        JsonNode body;
        try {
            body = JSON.readTree(new String(request.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return plain(400, "the body must be JSON: " + e.getOriginalMessage());
        }
        String status = body.path("Status").asText();
        String uniqueId = body.path("UniqueId").asText();
        if (!status.matches("SUCCESS|FAILURE") || uniqueId.isEmpty()) {
            return plain(400, "the body must have Status, SUCCESS or FAILURE, and UniqueId");
        }
        String url = endpoint + request.rawPath();
        Optional<StackResource> handle =
                store
                        .view()
                        .by(CloudFormationTables.RESOURCES, CloudFormationTables.RESOURCES_BY_PHYSICAL_ID, url)
                        .stream()
                        .filter(each -> !each.status().isGone())
                        .findFirst();
        if (handle.isEmpty()) {
            return plain(403, "no such handle");
        }
        Signal signal = new Signal(
                handle.get().stackId(),
                url,
                0,
                uniqueId,
                status.equals("SUCCESS"),
                Optional.of(body.path("Reason").asText()),
                Optional.of(body.path("Data").asText()),
                clock.instant(),
                true);
        store.transact(tx -> {
            tx.put(CloudFormationTables.SIGNALS, signal);
            return signal;
        });
        return plain(200, "");
    }

    private static HttpAnswer plain(int status, String text) {
        return HttpAnswer.of(status, "text/plain", text + "\n");
    }
}
