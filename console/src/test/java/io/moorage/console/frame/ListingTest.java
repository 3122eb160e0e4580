package io.moorage.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.console.frame.Listing.Column;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListingTest {
    private static final Listing<Integer> LISTING = new Listing<>(
            "n",
            "Numbers",
            List.of(
                    Column.number("Number", row -> (long) row),
                    Column.of(
                            "Word",
                            row -> row % 2 == 0 ? "even" : "odd",
                            row -> Html.text(row % 2 == 0 ? "even" : "odd"))),
            Html.of("<p>None</p>"));
    private static final List<Integer> ROWS =
            IntStream.rangeClosed(1, 120).boxed().toList();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "''                                  | 1   | 50 | 120",
                "n-page=3                            | 101 | 20 | 120",
                "n-page=99                           | 101 | 20 | 120",
                "n-page=x                            | 1   | 50 | 120",
                "n-filter=ODD                        | 1   | 50 | 60 of 120",
                "n-filter=odd&n-page=2               | 101 | 10 | 60 of 120",
                "n-sort=1&n-order=desc               | 120 | 50 | 120",
                "n-sort=2                            | 2   | 50 | 120",
                "n-sort=9                            | 1   | 50 | 120",
            })
    void filtersSortsAndPagesByItsAddress(String query, String first, int shown, String count) {
        String html = LISTING.render(ROWS, Parameters.of(query)).toString();

        List<String> numbers = Pattern.compile("class=\"number\">(\\d+)<")
                .matcher(html.substring(html.indexOf("<tbody>")))
                .results()
                .map(MatchResult::group)
                .map(each -> each.replaceAll("\\D", ""))
                .toList();
        assertThat(numbers).hasSize(shown).startsWith(first);
        assertThat(html).contains("<span class=\"count\">" + count + "</span>");
    }

    @Test
    void saysWhatToDoWhereThereIsNothing() {
        assertThat(LISTING.render(List.of(), Parameters.NONE)).hasToString("<p>None</p>");
    }

    /** ECS API reference, "nextToken": opaque, and to be given back as it came. */
    @Test
    void aPieceLeadsToTheNextAndBackToTheFirst() {
        String html = LISTING.renderPiece(
                        List.of(7),
                        Parameters.of("n-token=a%2B&n-status=RUNNING"),
                        Html.of("<i></i>"),
                        "b+",
                        "1 at a time")
                .toString();

        assertThat(html)
                .contains(
                        "href=\"?n-token=b%2B&amp;n-status=RUNNING\">Next",
                        "href=\"?n-token=&amp;n-status=RUNNING\">First")
                .doesNotContain("type=\"hidden\"", "aria-sort");
        assertThat(LISTING.renderPiece(List.of(7), Parameters.NONE, Html.NOTHING, "", "1")
                        .toString())
                .doesNotContain("<form", "<nav");
    }

    /** Of several lists on one page each keeps the others' places. */
    @Test
    void keepsWhatTheAddressSaysOfOthers() {
        String html = LISTING.render(ROWS, Parameters.of("other-filter=a%26b&tab=tasks"))
                .toString();

        assertThat(html)
                .contains("name=\"other-filter\" value=\"a&amp;b\"", "?other-filter=a%26b&amp;tab=tasks&amp;n-sort=1");
    }
}
