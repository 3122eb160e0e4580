package io.moorage.console.frame;

import io.moorage.awsapi.dispatch.Refusal;
import io.moorage.console.html.Html;

/**
 * What stands where something is that IAM does not let one do: it is seen, said to be unavailable, and cannot be used; why, a
 * click on it or the Enter key tells, and a screen reader does.
 */
final class Refused {
    private Refused() {}

    /** @param id unique on the page */
    static Html button(String id, Html label, String style, Refusal refusal) {
        return Html.of("""
                <button type="button" class="{}" aria-disabled="true" aria-describedby="{}-why" popovertarget="{}">{}</button>\
                <div popover role="dialog" aria-labelledby="{}-title" id="{}" class="dialog"><h2 id="{}-title">You may not do this</h2>\
                <div id="{}-why">{}</div><div class="row end"><button type="button" class="quiet" popovertarget="{}" popovertargetaction="hide" autofocus>Close</button></div></div>""", style, id, id, label, id, id, id, id, why(refusal), id);
    }

    /** A form with all of its fields, none of which can be used, after why. */
    static Html form(String style, Refusal refusal, Html content) {
        return Html.of(
                "<div class=\"{}\"><div class=\"alert\">{}</div><fieldset class=\"refused\" disabled>{}</fieldset></div>",
                style,
                why(refusal),
                content);
    }

    private static Html why(Refusal refusal) {
        Html on = Html.of(" on <code>{}</code>", refusal.resource())
                .when(!refusal.resource().equals("*"));
        return Html.of(
                "<p>This needs <code>{}</code>{}, and is refused{}.</p><p>{}</p>",
                refusal.action(),
                on,
                refusal.reason().words(refusal.action()),
                Advice.TO_WHOM_IAM_REFUSES);
    }
}
