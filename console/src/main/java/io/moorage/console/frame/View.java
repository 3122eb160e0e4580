package io.moorage.console.frame;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.console.html.Html;
import java.util.List;

/** What a page answers. */
public sealed interface View {
    /**
     * A page.
     *
     * @param crumbs the way to it
     * @param actions buttons beside the title
     * @param topics what the page shows of the store: when one changes, it is rendered anew
     */
    record Page(String title, List<Crumb> crumbs, Html actions, Html body, List<String> topics, int status)
            implements View {
        public Page(String title, List<Crumb> crumbs, Html actions, Html body, List<String> topics) {
            this(title, crumbs, actions, body, topics, 200);
        }

        /** The same page after something was refused. */
        public Page refused(int httpStatus) {
            return new Page(title, crumbs, actions, body, topics, httpStatus);
        }
    }

    /** Something was done, and the person goes on there; {@code done} is told on the next page. */
    record GoTo(String location, String done) implements View {}

    /** Something that is no page, with headers of its own. */
    record Raw(HttpAnswer answer) implements View {}

    /** A step on the way to a page. */
    record Crumb(String href, String name) {}
}
