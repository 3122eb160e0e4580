package io.moorage.console.frame;

import io.moorage.console.html.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A table that filters, sorts and pages by its address, so that what one sees can be sent to somebody else.
 *
 * @param name of its parameters in the address; unique on the page
 */
public record Listing<T>(String name, String caption, List<Column<T>> columns, Html empty) {
    private static final int PAGE = 50;

    /** So many are seen at a glance: inside a card they need no filter. */
    private static final int FEW = 8;

    /** What the form sets anew, and what would be of another list than it then shows. */
    private static final List<String> MINE =
            List.of("-filter", "-page", "-token", "-status", "-by", "-name", "-service", "-started", "-instance");

    /** What a column holds; as its class in the style sheet. */
    enum Kind {
        TEXT,
        NUMBER,
        /** Found out for the rows that are shown only: nothing to sort or filter by. */
        UNSORTED,
        /** The same of what can be done with a row. */
        BUTTONS;

        boolean sorts() {
            return this == TEXT || this == NUMBER;
        }

        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param key what it is filtered and sorted by
     * @param cell what is shown
     */
    public record Column<T>(String title, Function<T, String> key, Function<T, Html> cell, Kind kind) {
        public Column(String title, Function<T, String> key, Function<T, Html> cell, boolean number) {
            this(title, key, cell, number ? Kind.NUMBER : Kind.TEXT);
        }

        public static <T> Column<T> of(String title, Function<T, String> key, Function<T, Html> cell) {
            return new Column<>(title, key, cell, Kind.TEXT);
        }

        /** What is asked about each row that is shown. */
        public static <T> Column<T> unsorted(String title, Function<T, Html> cell) {
            return new Column<>(title, row -> "", cell, Kind.UNSORTED);
        }

        /** What can be done with each row. */
        public static <T> Column<T> buttons(Function<T, Html> cell) {
            return new Column<>("Actions", row -> "", cell, Kind.BUTTONS);
        }

        public static <T> Column<T> number(String title, Function<T, Long> value) {
            return new Column<>(
                    title,
                    row -> String.format(Locale.ROOT, "%019d", value.apply(row)),
                    row -> Html.text(value.apply(row).toString()),
                    Kind.NUMBER);
        }
    }

    public Html render(List<T> rows, Parameters query) {
        return render(new Rows<>(rows, false), query);
    }

    /** Says of how many of them it knows, when there are more. */
    public Html render(Rows<T> known, Parameters query) {
        List<T> rows = known.all();
        if (rows.isEmpty()) {
            return empty;
        }
        String filter = query.get(name + "-filter");
        List<T> found = sorted(filtered(rows, filter.toLowerCase(Locale.ROOT)), query);
        int pages = Math.max(1, (found.size() + PAGE - 1) / PAGE);
        int page = Math.clamp(number(query.get(name + "-page")), 1, pages);
        List<T> shown = found.subList((page - 1) * PAGE, Math.min(found.size(), page * PAGE));
        return Html.of(
                """
                <div class="listing{}"><form class="filter" method="get" role="search">{}<label class="hidden" for="{}-filter">Filter {}</label>\
                <input type="search" id="{}-filter" name="{}-filter" value="{}" placeholder="Filter"></form>
                <div class="wide" tabindex="0" role="region" aria-label="{}"><table><caption>{} <span class="count">{}</span></caption>\
                <thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}</div>""",
                rows.size() <= FEW && filter.isEmpty() ? " few" : "",
                hidden(query),
                name,
                caption,
                name,
                name,
                filter,
                caption,
                caption,
                filter.isEmpty() ? known.count() : found.size() + " of " + known.count(),
                heads(query),
                rows(shown),
                pager(page, pages, query));
    }

    /**
     * A piece of a list that is too long to be had whole: in the order and narrowed as whoever tells it does that.
     *
     * @param narrowing fields by which it can be narrowed, for the form
     * @param next the token of the next piece; empty at the end
     * @param total how many there are, in words
     */
    public Html renderPiece(List<T> rows, Parameters query, Html narrowing, String next, String total) {
        Html heads = Html.all(columns.stream().map(Listing::head).toList());
        return Html.of(
                """
                <div class="listing">{}
                <div class="wide" tabindex="0" role="region" aria-label="{}"><table><caption>{} <span class="count">{}</span></caption>\
                <thead><tr>{}</tr></thead><tbody>{}</tbody></table></div><p class="hint">In ECS's order, a piece at a time: too many to sort.</p>{}</div>""",
                Html.of(
                                "<form class=\"filter several\" method=\"get\" role=\"search\">{}{}<button>Show</button></form>",
                                hidden(query),
                                narrowing)
                        .when(!narrowing.isEmpty()),
                caption,
                caption,
                total,
                heads,
                rows(rows),
                along(query, next));
    }

    private Html along(Parameters query, String next) {
        String token = name + "-token";
        boolean first = query.get(token).isEmpty();
        if (first && next.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of(
                "<nav class=\"pager\" aria-label=\"Pages of {}\">{}{}</nav>",
                caption,
                Html.of("<a href=\"{}\">First</a>", query.with(token, "").query())
                        .when(!first),
                Html.of("<a href=\"{}\">Next</a>", query.with(token, next).query())
                        .when(!next.isEmpty()));
    }

    private List<Html> hidden(Parameters query) {
        return query.values().entrySet().stream()
                .filter(each -> MINE.stream().noneMatch(mine -> each.getKey().equals(name + mine)))
                .map(each ->
                        Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", each.getKey(), each.getValue()))
                .toList();
    }

    private List<T> filtered(List<T> rows, String filter) {
        return filter.isEmpty()
                ? rows
                : rows.stream()
                        .filter(row -> columns.stream().anyMatch(column -> column.key()
                                .apply(row)
                                .toLowerCase(Locale.ROOT)
                                .contains(filter)))
                        .toList();
    }

    private List<T> sorted(List<T> rows, Parameters query) {
        int by = number(query.get(name + "-sort")) - 1;
        if (by < 0 || by >= columns.size() || !columns.get(by).kind().sorts()) {
            return rows;
        }
        Comparator<T> order = Comparator.comparing(columns.get(by).key(), String.CASE_INSENSITIVE_ORDER);
        return rows.stream()
                .sorted(isDescending(query) ? order.reversed() : order)
                .toList();
    }

    private boolean isDescending(Parameters query) {
        return query.get(name + "-order").equals("desc");
    }

    private Html heads(Parameters query) {
        int by = number(query.get(name + "-sort"));
        List<Html> heads = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
            Column<T> column = columns.get(i - 1);
            if (!column.kind().sorts()) {
                heads.add(head(column));
                continue;
            }
            boolean mine = by == i;
            boolean descending = mine && isDescending(query);
            String next = query.with(name + "-sort", Integer.toString(i))
                    .with(name + "-order", mine && !descending ? "desc" : "asc")
                    .query();
            heads.add(Html.of(
                    "<th scope=\"col\" class=\"{}\" aria-sort=\"{}\"><a href=\"{}\">{}</a></th>",
                    column.kind().style(),
                    !mine ? "none" : descending ? "descending" : "ascending",
                    next,
                    column.title()));
        }
        return Html.all(heads);
    }

    private static Html head(Column<?> column) {
        return Html.of(
                "<th scope=\"col\" class=\"{}\"><span>{}</span></th>",
                column.kind().style(),
                column.title());
    }

    private Html rows(List<T> rows) {
        return rows.isEmpty()
                ? Html.of("<tr><td class=\"none\" colspan=\"{}\">None is so.</td></tr>", columns.size())
                : Html.all(rows.stream().map(this::row).toList());
    }

    private Html row(T row) {
        return Html.of(
                "<tr>{}</tr>",
                columns.stream()
                        .map(column -> Html.of(
                                "<td data-title=\"{}\" class=\"{}\">{}</td>",
                                column.title(),
                                column.kind().style(),
                                column.cell().apply(row)))
                        .toList());
    }

    private Html pager(int page, int pages, Parameters query) {
        if (pages == 1) {
            return Html.NOTHING;
        }
        return Html.of(
                "<nav class=\"pager\" aria-label=\"Pages of {}\">{}<span>Page {} of {}</span>{}</nav>",
                caption,
                step(query, page - 1, "Previous").when(page > 1),
                page,
                pages,
                step(query, page + 1, "Next").when(page < pages));
    }

    private Html step(Parameters query, int page, String label) {
        return Html.of(
                "<a href=\"{}\">{}</a>",
                query.with(name + "-page", Integer.toString(page)).query(),
                label);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    }
}
