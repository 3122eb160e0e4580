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
        Html fields = Html.of(
                "{}<div class=\"row end\">{}<button class=\"danger solid\">{}</button></div>",
                lost.stream().map(each -> Html.of("<p>{}</p>", each)).toList(),
                Parts.button(back.href(), "Keep it", "quiet"),
                label);
        String query = ask.query().values().isEmpty() ? "" : ask.query().query();
        Html body = ask.form(ask.at() + query)
                .style("card narrow stack")
                .with(ask.form().without("csrf").with(SURE, "yes"))
                .around(fields);
        return new View.Page(question, List.of(back), Html.NOTHING, body, List.of());
    }
}
