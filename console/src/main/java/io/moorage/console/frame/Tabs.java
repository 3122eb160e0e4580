package io.moorage.console.frame;

import io.moorage.console.html.Html;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Parts of one page of which one is shown, by {@code ?tab=NAME}; the first unless told. */
public final class Tabs {
    private record Tab(String title, Supplier<Html> content) {}

    private final String label;
    private final Map<String, Tab> tabs = new LinkedHashMap<>();

    /** @param label says to a screen reader what they are tabs of */
    public Tabs(String label) {
        this.label = label;
    }

    /** @param content asked for only when it is shown; when it is refused, the refusal stands in its place */
    public Tabs with(String name, String title, Supplier<Html> content) {
        tabs.put(name, new Tab(title, content));
        return this;
    }

    public Html render(Ask ask) {
        Map.Entry<String, Tab> shown = tabs.entrySet().stream()
                .filter(each -> each.getKey().equals(ask.query().get("tab")))
                .findFirst()
                .orElseGet(() -> tabs.entrySet().iterator().next());
        Html content = Advice.orRefusal(shown.getValue().content());
        return Html.of(
                "<nav class=\"tabs\" aria-label=\"{}\">{}</nav>{}",
                label,
                tabs.entrySet().stream()
                        .map(each -> Html.of(
                                "<a href=\"{}?tab={}\"{}>{}</a>",
                                ask.at(),
                                each.getKey(),
                                Html.of(" aria-current=\"page\"")
                                        .when(each.getKey().equals(shown.getKey())),
                                each.getValue().title()))
                        .toList(),
                content);
    }
}
