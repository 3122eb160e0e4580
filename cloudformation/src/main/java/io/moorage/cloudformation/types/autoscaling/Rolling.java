package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a rolling update came; the note that is kept with the group between its steps.
 *
 * <p>Invariant: {@code current} is how many instances of the new kind are there when the step is done, and at the end
 * {@code desired}.
 *
 * @param towards the properties that the group is brought to
 * @param desired what the group has at the end
 * @param min what {@code MinSize} is at the end
 * @param raised the desired capacity meanwhile
 * @param total how many instances are replaced
 * @param left instances of the old kind that are not dealt with yet
 * @param batch those that this step ends
 * @param fresh how many instances this step begins
 * @param since signals of the step's instances come after this
 */
record Rolling(
        Kind kind,
        String towards,
        int desired,
        int min,
        int raised,
        int total,
        List<String> left,
        List<String> batch,
        int fresh,
        int current,
        int good,
        int bad,
        Instant since) {
    private static final JsonMapper JSON = new JsonMapper();

    Rolling {
        left = List.copyOf(left);
        batch = List.copyOf(batch);
    }

    /** What a step does. */
    enum Kind {
        /** Instances are added, so that enough are in service while others go. */
        GROW,
        /** Instances end, and others take their places. */
        BATCH,
        /** Signals of new instances are waited for, or only time passes. */
        PAUSE,
        /** The group gets its sizes and its processes back. */
        RESTORE
    }

    Rolling step(Kind next, List<String> stillLeft, List<String> nextBatch, int nowFresh, Instant now) {
        int nowCurrent = next == Kind.BATCH ? current + nowFresh : current;
        return new Rolling(
                next, towards, desired, min, raised, total, stillLeft, nextBatch, nowFresh, nowCurrent, good, bad, now);
    }

    /** The step's instances are there, and what they signal counts from when they began. */
    Rolling pausing() {
        return new Rolling(
                Kind.PAUSE, towards, desired, min, raised, total, left, List.of(), fresh, current, good, bad, since);
    }

    Rolling signalled(int moreGood, int moreBad) {
        return new Rolling(
                kind,
                towards,
                desired,
                min,
                raised,
                total,
                left,
                batch,
                fresh,
                current,
                good + moreGood,
                bad + moreBad,
                since);
    }

    String note() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", kind.name())
                .put("towards", towards)
                .put("desired", desired)
                .put("min", min);
        node.put("raised", raised).put("total", total).put("fresh", fresh).put("current", current);
        node.put("good", good).put("bad", bad).put("since", since.toString());
        left.forEach(node.putArray("left")::add);
        batch.forEach(node.putArray("batch")::add);
        return node.toString();
    }

    static Rolling of(String note) {
        JsonNode node;
        try {
            node = JSON.readTree(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a note of a rolling update: " + note, e);
        }
        return new Rolling(
                Kind.valueOf(node.path("kind").asText()),
                node.path("towards").asText(),
                node.path("desired").asInt(),
                node.path("min").asInt(),
                node.path("raised").asInt(),
                node.path("total").asInt(),
                texts(node.path("left")),
                texts(node.path("batch")),
                node.path("fresh").asInt(),
                node.path("current").asInt(),
                node.path("good").asInt(),
                node.path("bad").asInt(),
                Instant.parse(node.path("since").asText()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
