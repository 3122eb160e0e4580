package io.moorage.console.frame;

import io.moorage.console.html.Html;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

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
        Instant now) {

    /** A placeholder's value. */
    public String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** The field that shows a form was sent from here. */
    public Html token() {
        return Html.of("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", csrf);
    }

    /** A button that does something at once. */
    public Html act(String action, String label, String style) {
        return Html.of(
                "<form method=\"post\" action=\"{}\">{}<button class=\"{}\">{}</button></form>",
                action,
                token(),
                style,
                label);
    }

    /**
     * A button that asks before it does what cannot be taken back.
     *
     * @param id of the dialog, unique on the page
     * @param lost sentences that name what will be gone
     */
    public Html destroy(String id, String action, String label, String question, List<String> lost) {
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
