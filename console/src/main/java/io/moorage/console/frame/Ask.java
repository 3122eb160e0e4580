package io.moorage.console.frame;

import io.moorage.awsapi.dispatch.Refusal;
import io.moorage.console.html.Html;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a page is asked, by whom.
 *
 * @param path the values of the route's placeholders
 * @param form what was sent; none when a page is only looked at
 * @param csrf the token every form must carry
 * @param at the page's own path and query
 * @param who ARN of whoever asks
 * @param later the API as they may use it whenever that is asked for; refuses with AWS's words once they are signed out
 * @param now when it is asked
 * @param gate says what of that IAM would refuse
 */
public record Ask(
        Aws aws,
        Map<String, String> path,
        Parameters query,
        Parameters form,
        String csrf,
        String at,
        String region,
        String who,
        Supplier<Aws> later,
        Instant now,
        Gate gate) {

    /** A placeholder's value. */
    public String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** The field that shows a form was sent from here. */
    public Html token() {
        return Html.of("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", csrf);
    }

    /** The same of whoever asks, as it would be asked elsewhere. */
    Ask elsewhere(Map<String, String> values, Parameters there, Parameters sent) {
        return new Ask(aws, values, there, sent, csrf, at, region, who, later, now, gate);
    }

    /** What IAM would refuse of sending a form there. */
    public Optional<Refusal> refusalOfSending(String action, Parameters known) {
        return gate.refusalOfSending(this, action, known);
    }

    /** A form that changes something. */
    public Form form(String action) {
        return new Form(this, action);
    }

    /** What IAM would refuse of what the page there is for. */
    public Optional<Refusal> refusalOfOpening(String href) {
        return gate.refusalOfOpening(this, href);
    }

    /**
     * A form that a script sends, or where it is refused its fields and why.
     *
     * @param form around the fields where they can be used
     */
    public Html unlessRefused(Optional<Refusal> refusal, String style, Html fields, UnaryOperator<Html> form) {
        return refusal.isPresent() ? Refused.form(style, refusal.get(), fields) : form.apply(fields);
    }

    /** A button that does something at once. */
    public Html act(String action, String label, String style) {
        return act(action, Parameters.NONE, label, style);
    }

    /** @param sent with it */
    public Html act(String action, Parameters sent, String label, String style) {
        Optional<Refusal> refusal = refusalOfSending(action, sent);
        return refusal.isPresent()
                ? refused(action, Html.text(label), style, refusal.get())
                : new Form(this, action).with(sent).around(Html.of("<button class=\"{}\">{}</button>", style, label));
    }

    /** A link that looks like a button and leads to a page with one purpose: to where something is made or changed. */
    public Html leads(String href, String label, String style) {
        return leads(href, Html.text(label), ("button " + style).strip());
    }

    /** The same with other looks. */
    public Html leads(String href, Html label, String style) {
        Optional<Refusal> refusal = refusalOfOpening(href);
        return refusal.isPresent()
                ? refused(href, label, style, refusal.get())
                : Html.of("<a class=\"{}\" href=\"{}\">{}</a>", style, href, label);
    }

    /** A button that sends what was chosen in a form to a page with one purpose. */
    public Html leadsWithChosen(String form, String href, String label, String style) {
        Optional<Refusal> refusal = refusalOfOpening(href);
        return refusal.isPresent()
                ? refused(href, Html.text(label), style, refusal.get())
                : Html.of("<button form=\"{}\" formaction=\"{}\" class=\"{}\">{}</button>", form, href, style, label);
    }

    /** One of several buttons of a form, by what is sent with it. */
    public Html submit(String action, String name, String value, String label, String style) {
        Optional<Refusal> refusal = refusalOfSending(action, Parameters.NONE.with(name, value));
        return refusal.isPresent()
                ? refused(action + value, Html.text(label), style, refusal.get())
                : Html.of("<button class=\"{}\" name=\"{}\" value=\"{}\">{}</button>", style, name, value, label);
    }

    private static Html refused(String of, Html label, String style, Refusal refusal) {
        return Refused.button("why-" + Integer.toHexString((of + label + style).hashCode()), label, style, refusal);
    }

    /**
     * A button that asks before it does what cannot be taken back.
     *
     * @param id of the dialog, unique on the page
     * @param lost sentences that name what will be gone
     */
    public Html destroy(String id, String action, String label, String question, List<String> lost) {
        Optional<Refusal> refusal = refusalOfSending(action, Parameters.NONE);
        return refusal.isPresent()
                ? refused(action, Html.text(label), "quiet danger", refusal.get())
                : destroyer(id, action, label, question, lost);
    }

    private Html destroyer(String id, String action, String label, String question, List<String> lost) {
        return Html.of(
                """
                <button type="button" class="quiet danger" popovertarget="{}">{}</button>
                <div popover role="dialog" aria-labelledby="{}-title" id="{}" class="dialog">
                <h2 id="{}-title">{}</h2>{}
                <div class="row end"><button type="button" class="quiet" popovertarget="{}" popovertargetaction="hide" autofocus>Keep it</button>
                <form method="post" action="{}">{}<button class="danger solid">{}</button></form></div></div>""",
                id,
                label,
                id,
                id,
                id,
                question,
                lost.stream().map(each -> Html.of("<p>{}</p>", each)).toList(),
                id,
                action,
                token(),
                label);
    }
}
