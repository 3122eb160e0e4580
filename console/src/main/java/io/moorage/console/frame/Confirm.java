package io.moorage.console.frame;

import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** Asks before what was sent is done, when only what was sent says that something would be lost: the same form again, with a yes. */
public final class Confirm {
    private static final String SURE = "sure";

    private Confirm() {}

    /** Whether it was asked and answered. */
    public static boolean isSure(Ask ask) {
        return ask.form().get(SURE).equals("yes");
    }

    /**
     * @param lost sentences that name what will be gone
     * @param label of the button that does it
     * @param back where one goes who keeps it
     */
    public static View.Page page(Ask ask, Crumb back, String question, List<String> lost, String label) {
        Html body = Html.of(
                """
                <form method="post" class="card narrow stack" action="{}{}">{}{}<input type="hidden" name="sure" value="yes">{}
                <div class="row end">{}<button class="danger solid">{}</button></div></form>""",
                ask.at(),
                ask.query().values().isEmpty() ? "" : ask.query().query(),
                ask.token(),
                ask.form().values().entrySet().stream()
                        .filter(each ->
                                !each.getKey().equals("csrf") && !each.getKey().equals(SURE))
                        .map(each -> Html.of(
                                "<input type=\"hidden\" name=\"{}\" value=\"{}\">", each.getKey(), each.getValue()))
                        .toList(),
                lost.stream().map(each -> Html.of("<p>{}</p>", each)).toList(),
                Parts.button(back.href(), "Keep it", "quiet"),
                label);
        return new View.Page(question, List.of(back), Html.NOTHING, body, List.of());
    }
}
