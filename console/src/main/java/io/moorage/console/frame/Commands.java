package io.moorage.console.frame;

import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands at the end of a page, after what makes them reach this Moorage: without its address they would go to AWS.
 *
 * @param endpoint where the page was asked for; empty when that is not known
 */
public record Commands(String endpoint, String region, List<CliCommand> all) {
    public Commands {
        all = List.copyOf(all);
    }

    Html render() {
        if (all.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of(
                "<details class=\"cli\"><summary>The same with the AWS CLI</summary><div data-live id=\"commands\" class=\"copied-from\">{}<pre tabindex=\"0\"><code>{}</code></pre>{}</div></details>",
                Parts.copy("the commands"),
                Stream.concat(environment(), all.stream().map(CliCommand::line))
                        .map(each -> each + "\n")
                        .toList(),
                files(all.stream().anyMatch(CliCommand::readsTemplate)));
    }

    /** What was just done. */
    Html done(Told told) {
        if (told.commands().isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of(
                "<details class=\"cli told\"><summary>What was done, with the AWS CLI</summary><div class=\"copied-from\">{}<pre tabindex=\"0\"><code>{}</code></pre>{}</div></details>",
                Parts.copy("the commands"),
                Stream.concat(environment(), told.commands().stream())
                        .map(each -> each + "\n")
                        .toList(),
                files(told.commands().stream().anyMatch(each -> each.contains(CliCommand.TEMPLATE_FILE))));
    }

    /** AWS CLI user guide, "Use endpoints in the AWS CLI" and "Environment variables". */
    private Stream<String> environment() {
        return Stream.of("export AWS_ENDPOINT_URL=" + endpoint + " AWS_REGION=" + region + " AWS_DEFAULT_REGION="
                        + region)
                .filter(each -> !endpoint.isEmpty());
    }

    private static Html files(boolean template) {
        return Html.of("<p class=\"hint\">template.yaml is a file that you write: the stack's template.</p>")
                .when(template);
    }
}
