package io.moorage.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Back", after what was sent from a page was refused, leads to a page that there is. */
final class PagesTest {
    private static final List<Route> ROUTES = List.of(
            get("logs"),
            get("logs/{group}"),
            get("logs/{group}/{stream}"),
            get("efs/{id}/network"),
            get("iam/users/{name}"),
            get("stacks/{stack}/update"));

    private static Route get(String path) {
        return Route.get(path, ask -> new View.GoTo("", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "efs/{id}/network/{target}/delete,     efs/fs-1/network/fsmt-1/delete,   efs/fs-1/network",
        "iam/users/{user}/keys/{key}/delete,   iam/users/eve/keys/AKIA/delete,   iam/users/eve",
        "logs/{group}/delete,                  logs/%2Fa/delete,                 logs/%2Fa",
        "stacks/{stack}/update,                stacks/s/update,                  stacks/s/update",
        "nowhere/{x}/delete,                   nowhere/1/delete,                 ''",
    })
    void leadsToThePageItWasSentFrom(String pattern, String at, String back) {
        assertThat(Pages.from("/console/" + at, pattern, ROUTES)).isEqualTo("/console/" + back);
    }
}
