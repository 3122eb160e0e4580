package io.moorage.cloudformation.types.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Type;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import io.moorage.model.cloudformation.Signal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code AWS::CloudFormation::WaitCondition}: complete when its handle was signalled often enough. */
public final class WaitConditionType implements ResourceType {
    private static final int LONGEST_SECONDS = 43_200;

    private static final Schema SCHEMA = Schema.of("AWS::CloudFormation::WaitCondition", Empty.SHAPE)
            .property("Handle", Type.StringType.ANY, Update.REPLACEMENT)
            .property("Timeout", Type.IntegerType.ANY, Update.REPLACEMENT)
            .property("Count", Type.IntegerType.ANY, Update.REPLACEMENT)
            .attributes("Data")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        int timeout = wanted.number("Timeout").orElse(1);
        if (wanted.properties().has("Handle") && (timeout < 1 || timeout > LONGEST_SECONDS)) {
            throw new InvalidPropertyException(
                    "Value of property Timeout must be from 1 to " + LONGEST_SECONDS + ", not " + timeout);
        }
        return wanted.stackName() + "-" + wanted.token();
    }

    /** Without a handle its creation policy alone says what is waited for. */
    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        if (!wanted.properties().has("Handle")) {
            return Progress.DONE;
        }
        List<Signal> signals = wanted.policies().signals();
        Optional<Signal> failure =
                signals.stream().filter(each -> !each.success()).min(Comparator.comparing(Signal::time));
        if (failure.isPresent()) {
            throw new InvalidPropertyException("WaitCondition received failed message: '"
                    + failure.get().reason().orElse("") + "' for uniqueId: "
                    + failure.get().uniqueId());
        }
        int count = wanted.number("Count").orElse(1);
        if (signals.size() >= count) {
            return Progress.DONE;
        }
        return new Progress.Waiting(
                "WaitCondition timed out. Received " + signals.size() + " conditions when expecting " + count,
                Optional.of(Duration.ofSeconds(wanted.number("Timeout").orElse(LONGEST_SECONDS))));
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        wanted.policies()
                .signals()
                .forEach(each -> data.put(each.uniqueId(), each.data().orElse("")));
        return Map.of("Data", Values.text(data.toString()));
    }
}
