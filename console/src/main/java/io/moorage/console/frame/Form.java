package io.moorage.console.frame;

import io.moorage.awsapi.dispatch.Refusal;
import io.moorage.console.html.Html;
import java.util.Optional;

/** A form that changes something. Where IAM refuses what it is for, its fields are shown, cannot be used, and why is said. */
public final class Form {
    private final Ask ask;
    private final String action;
    private String style = "";
    private Html id = Html.NOTHING;
    private Parameters known = Parameters.NONE;

    /** @param action where it is sent, with a query where the page there reads one */
    Form(Ask ask, String action) {
        this.ask = ask;
        this.action = action;
    }

    public Form style(String classes) {
        this.style = classes;
        return this;
    }

    /** By which a script finds it, where it can be used. */
    public Form id(String name) {
        this.id = Html.of(" id=\"{}\"", name);
        return this;
    }

    /** A value that is fixed in it. */
    public Form with(String name, String value) {
        this.known = known.with(name, value);
        return this;
    }

    /** Values that are fixed in it. */
    Form with(Parameters values) {
        this.known = values;
        return this;
    }

    public Html around(Html content) {
        Optional<Refusal> refusal = ask.refusalOfSending(action, known);
        return refusal.isPresent()
                ? Refused.form(style, refusal.get(), content)
                : Html.of(
                        "<form method=\"post\" action=\"{}\" class=\"{}\"{}>{}{}{}</form>",
                        action,
                        style,
                        id,
                        ask.token(),
                        known.values().entrySet().stream()
                                .map(each -> Html.of(
                                        "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                                        each.getKey(),
                                        each.getValue()))
                                .toList(),
                        content);
    }
}
