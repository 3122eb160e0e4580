package io.moorage.console.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.console.frame.Parameters;
import org.junit.jupiter.api.Test;

/** ECS soon says something of every service, so that a browser does not see the beginning for certain. */
final class ServiceEventsTest {
    private static final String TASK = "0123456789abcdef0123456789abcdef";

    private static String rendered(String service) throws Exception {
        return ServiceEvents.render("default", new ObjectMapper().readTree(service), Parameters.NONE)
                .toString();
    }

    @Test
    void whereNothingWasSaid() throws Exception {
        assertThat(rendered("{\"events\":[]}"))
                .contains("The scheduler has said nothing yet.", "why a task finds no place");
    }

    /** API_ServiceEvent, "message". */
    @Test
    void whatIsNamedLeadsToItsPage() throws Exception {
        assertThat(rendered(
                        "{\"events\":[{\"createdAt\":1,\"message\":\"(service a<b) has stopped 1 running tasks: (task "
                                + TASK + ") of (container-instance " + TASK + ").\"}]}"))
                .contains(
                        "(service a&lt;b) has stopped 1 running tasks: (task <a href=\"/console/ecs/clusters/default/tasks/"
                                + TASK + "\"><code>" + TASK
                                + "</code></a>) of (container-instance <a href=\"/console/ecs/clusters/default/instances/"
                                + TASK + "\"><code>" + TASK + "</code></a>).");
    }
}
