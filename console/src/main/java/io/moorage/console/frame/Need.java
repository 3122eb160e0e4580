package io.moorage.console.frame;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.Permission;
import java.util.List;
import java.util.function.Consumer;

/**
 * What whoever sends a form must be allowed. It is told in the words of the call that is made then, and the API's own gate is
 * asked what it would say to that: which permissions a call needs, and on what, only its action knows.
 */
public sealed interface Need {
    /** A call, with all of its input that decides. */
    record Call(String service, String operation, ObjectNode input) implements Need {}

    /** A call that is filled in by the form, all but what it is about; what else it must have is there, and does not count. */
    record FilledIn(String service, String operation, ObjectNode input) implements Need {}

    /** A call about something that is typed or chosen in the form. */
    record OnAnything(String service, String operation) implements Need {}

    /** A permission without a call, asked as {@link Aws#require} asks it. */
    record Held(Permission permission) implements Need {}

    /** All of these. */
    record All(List<Need> needs) implements Need {}

    /** One of these: the form has a button for each. */
    record AnyOf(List<Need> needs) implements Need {}

    /** What is done is no call. */
    enum Nothing implements Need {
        NOTHING
    }

    static Call call(String service, String operation, Consumer<ObjectNode> input) {
        return new Call(service, operation, made(input));
    }

    static Need filledIn(String service, String operation, Consumer<ObjectNode> input) {
        return new FilledIn(service, operation, made(input));
    }

    private static ObjectNode made(Consumer<ObjectNode> input) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        input.accept(node);
        return node;
    }

    static Need onAnything(String service, String operation) {
        return new OnAnything(service, operation);
    }

    static Need all(Need... needs) {
        return new All(List.of(needs));
    }

    static Need anyOf(Need... needs) {
        return new AnyOf(List.of(needs));
    }
}
