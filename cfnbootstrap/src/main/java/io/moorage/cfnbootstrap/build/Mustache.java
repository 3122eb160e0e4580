package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Mustache templates (mustache(5)): variables, sections, inverted sections and comments. Partials and other delimiters are
 * refused.
 */
final class Mustache {
    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Variable(String name, boolean escaped) implements Part {}

    private record Section(String name, boolean inverted, List<Part> parts) implements Part {}

    private Mustache() {}

    /** @throws BuildFailure when the template is none */
    static String render(String template, JsonNode context) throws BuildFailure {
        StringBuilder out = new StringBuilder();
        Deque<JsonNode> contexts = new ArrayDeque<>();
        contexts.push(context);
        write(parse(template), contexts, out);
        return out.toString();
    }

    private static List<Part> parse(String template) throws BuildFailure {
        Deque<Section> open = new ArrayDeque<>();
        open.push(new Section("", false, new ArrayList<>()));
        int at = 0;
        while (at < template.length()) {
            int tag = template.indexOf("{{", at);
            if (tag < 0) {
                break;
            }
            boolean triple = template.startsWith("{{{", tag);
            String closing = triple ? "}}}" : "}}";
            int end = template.indexOf(closing, tag);
            if (end < 0) {
                throw new BuildFailure("Failed to render content as a Mustache template: a tag is not closed");
            }
            String inside = template.substring(tag + (triple ? 3 : 2), end).strip();
            int next = end + closing.length();
            int[] bounds = {tag, next};
            if (!triple && !inside.isEmpty() && "#^/!".indexOf(inside.charAt(0)) >= 0) {
                alone(template, bounds);
            }
            add(open, new Literal(template.substring(at, Math.max(at, bounds[0]))));
            tag(open, inside, triple);
            at = bounds[1];
        }
        add(open, new Literal(template.substring(at)));
        if (open.size() > 1) {
            throw new BuildFailure("Failed to render content as a Mustache template: section "
                    + open.peek().name() + " is not closed");
        }
        return open.pop().parts();
    }

    private static void add(Deque<Section> open, Part part) {
        open.element().parts().add(part);
    }

    /** A section's tag that stands alone on its line takes the whole line with it. */
    private static void alone(String template, int[] bounds) {
        int start = bounds[0];
        while (start > 0 && isBlank(template.charAt(start - 1))) {
            start--;
        }
        int end = bounds[1];
        while (end < template.length() && isBlank(template.charAt(end))) {
            end++;
        }
        boolean begins = start == 0 || template.charAt(start - 1) == '\n';
        boolean ends = end == template.length() || template.charAt(end) == '\n';
        if (begins && ends) {
            bounds[0] = start;
            bounds[1] = Math.min(end + 1, template.length());
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static void tag(Deque<Section> open, String inside, boolean triple) throws BuildFailure {
        String name = inside.isEmpty() ? "" : inside.substring(1).strip();
        if (triple) {
            add(open, new Variable(inside, false));
            return;
        }
        switch (inside.isEmpty() ? ' ' : inside.charAt(0)) {
            case '!' -> {}
            case '&' -> add(open, new Variable(name, false));
            case '#', '^' -> open.push(new Section(name, inside.charAt(0) == '^', new ArrayList<>()));
            case '/' -> {
                Section done = open.pop();
                if (open.isEmpty() || !done.name().equals(name)) {
                    throw new BuildFailure(
                            "Failed to render content as a Mustache template: " + name + " closes what is not open");
                }
                add(open, done);
            }
            case '>', '=' ->
                throw new BuildFailure(
                        "Failed to render content as a Mustache template: {{" + inside + "}} is not supported");
            default -> add(open, new Variable(inside, true));
        }
    }

    private static void write(List<Part> parts, Deque<JsonNode> contexts, StringBuilder out) {
        for (Part part : parts) {
            switch (part) {
                case Literal literal -> out.append(literal.text());
                case Variable variable -> {
                    JsonNode value = find(variable.name(), contexts);
                    String text = value.isNull() || value.isMissingNode()
                            ? ""
                            : value.isContainerNode() ? value.toString() : value.asText();
                    out.append(variable.escaped() ? escaped(text) : text);
                }
                case Section section -> write(section, contexts, out);
            }
        }
    }

    private static void write(Section section, Deque<JsonNode> contexts, StringBuilder out) {
        JsonNode value = find(section.name(), contexts);
        boolean holds = !(value.isMissingNode()
                || value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isArray() && value.isEmpty()));
        if (section.inverted()) {
            if (!holds) {
                write(section.parts(), contexts, out);
            }
            return;
        }
        if (!holds) {
            return;
        }
        List<JsonNode> each = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each::add);
        } else {
            each.add(value);
        }
        for (JsonNode item : each) {
            contexts.push(item);
            write(section.parts(), contexts, out);
            contexts.pop();
        }
    }

    private static JsonNode find(String name, Deque<JsonNode> contexts) {
        if (name.equals(".")) {
            return contexts.element();
        }
        String[] steps = name.split("\\.", -1);
        for (JsonNode context : contexts) {
            JsonNode value = context.path(steps[0]);
            if (!value.isMissingNode()) {
                for (int i = 1; i < steps.length; i++) {
                    value = value.path(steps[i]);
                }
                return value;
            }
        }
        return MissingNode.getInstance();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }
}
