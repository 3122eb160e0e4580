package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Empty;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A service of things, as services are: what it made is found again by a token, a thing takes some looks to be ready, and it
 * refuses what its properties tell it to. {@code Size} changes in place, {@code Kind} does not, {@code Link} names another
 * thing that must be there, {@code Fail} is the call that is refused, {@code Slow} how many looks it takes.
 */
final class FakeThings implements ResourceType {
    static final String TYPE = "Test::Fake::Thing";

    private static final Schema SCHEMA = Schema.of(TYPE, Empty.SHAPE)
            .property("Kind", null, Update.REPLACEMENT)
            .property("Name", null, Update.REPLACEMENT)
            .property("Size", null, Update.IN_PLACE)
            .property("Link", null, Update.IN_PLACE)
            .property("Links", null, Update.IN_PLACE)
            .property("Fail", null, Update.IN_PLACE)
            .property("Slow", null, Update.IN_PLACE)
            .named("Name")
            .tags("Tags")
            .attributes("Size", "Twice")
            .build();

    /** Things that exist, by id. */
    final Map<String, Thing> things = new LinkedHashMap<>();

    /** Called before and after each effect: may end the world. */
    private final Runnable danger;

    private int made;

    FakeThings(Runnable danger) {
        this.danger = danger;
    }

    /** @param looksLeft until it is ready */
    record Thing(String id, String token, JsonNode properties, int looksLeft) {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        danger.run();
        Optional<Thing> before = things.values().stream()
                .filter(each -> each.token().equals(wanted.token()))
                .findFirst();
        if (before.isPresent()) {
            if (!wanted.again()) {
                throw new IllegalStateException("made twice: " + wanted.logicalId());
            }
            return before.get().id();
        }
        refuseIf(wanted, "create");
        requireLinks(wanted);
        made++;
        String id = wanted.logicalId() + "-" + made;
        things.put(
                id,
                new Thing(
                        id,
                        wanted.token(),
                        wanted.properties(),
                        wanted.number("Slow").orElse(0)));
        danger.run();
        return id;
    }

    private void requireLinks(Wanted wanted) {
        for (String link : wanted.optional("Link").map(java.util.List::of).orElseGet(() -> wanted.texts("Links"))) {
            if (!things.containsKey(link)) {
                throw new AwsException("NoSuchThing", 400, "There is no thing " + link);
            }
        }
    }

    private static void refuseIf(Wanted wanted, String call) {
        if (wanted.optional("Fail").filter(call::equals).isPresent()) {
            throw new AwsException("Refused", 400, "Told to refuse to " + call);
        }
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        refuseIf(wanted, "settle");
        Thing thing = thing(id);
        if (thing.looksLeft() > 0) {
            things.put(id, new Thing(id, thing.token(), thing.properties(), thing.looksLeft() - 1));
            return new Progress.Waiting("the thing to be ready");
        }
        return Progress.DONE;
    }

    Thing thing(String id) {
        Thing thing = things.get(id);
        if (thing == null) {
            throw new AwsException("NoSuchThing", 400, "There is no thing " + id);
        }
        return thing;
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        danger.run();
        refuseIf(after, "update");
        requireLinks(after);
        things.put(id, new Thing(id, thing(id).token(), after.properties(), 0));
        danger.run();
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        danger.run();
        if (!things.containsKey(id)) {
            return Progress.DONE;
        }
        refuseIf(last, "delete");
        boolean used = things.values().stream()
                .anyMatch(each -> each.properties().path("Link").asText().equals(id)
                        || each.properties().path("Links").toString().contains("\"" + id + "\""));
        if (used) {
            throw new AwsException("DependencyViolation", 400, "The thing " + id + " is linked to");
        }
        things.remove(id);
        danger.run();
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        int size = wanted.number("Size").orElse(0);
        return Map.of(
                "Size", JsonNodeFactory.instance.numberNode(size),
                "Twice", JsonNodeFactory.instance.numberNode(2 * size));
    }
}
