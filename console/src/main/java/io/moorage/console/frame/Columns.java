package io.moorage.console.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.Locale;
import java.util.function.Function;

/** Columns of what the API answers, by the names of its members. */
public final class Columns {
    private Columns() {}

    public static Column<JsonNode> text(String title, String member) {
        return text(title, each -> each.path(member).asText());
    }

    /** A dash where there is nothing. */
    public static Column<JsonNode> text(String title, Function<JsonNode, String> value) {
        return Column.of(title, value, each -> Html.text(value.apply(each).isEmpty() ? "–" : value.apply(each)));
    }

    public static Column<JsonNode> id(String title, String member) {
        return Column.of(title, each -> each.path(member).asText(), each -> Parts.id(Parts.text(each.path(member))));
    }

    /** An id that leads to its page. */
    public static Column<JsonNode> linkedId(
            String title, Function<JsonNode, String> id, Function<String, String> href) {
        return Column.of(
                title,
                id,
                each -> id.apply(each).isEmpty()
                        ? Html.text("–")
                        : Parts.linkedId(href.apply(id.apply(each)), id.apply(each)));
    }

    /** A name that leads to its page. */
    public static Column<JsonNode> linked(String title, String member, Function<String, String> href) {
        return Column.of(
                title,
                each -> each.path(member).asText(),
                each -> Parts.link(
                        href.apply(each.path(member).asText()),
                        each.path(member).asText()));
    }

    public static Column<JsonNode> status(String title, String member) {
        return status(title, each -> each.path(member).asText());
    }

    public static Column<JsonNode> status(String title, Function<JsonNode, String> state) {
        return Column.of(title, state, each -> Parts.status(state.apply(each)));
    }

    /** Of seconds since the epoch. */
    public static Column<JsonNode> time(String title, String member) {
        return Column.of(
                title,
                each -> String.format(Locale.ROOT, "%020.3f", each.path(member).asDouble()),
                each -> Parts.time(each.path(member)));
    }

    public static Column<JsonNode> number(String title, String member) {
        return Column.number(title, each -> each.path(member).asLong());
    }
}
