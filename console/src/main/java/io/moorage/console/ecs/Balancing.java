package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.Optional;

/** The load balancer of a service that is being created: one of those there are, and the container's port it leads to. */
final class Balancing {
    /** A database fills its directory when it starts for the first time, and answers nobody before. */
    private static final String FIRST_START_SECONDS = "300";

    static final String GRACE = "Health check grace period";

    private Balancing() {}

    /** @param definition its first container with a port is offered */
    static Html fields(Ask ask, JsonNode definition, Parameters given) {
        List<JsonNode> containers = Aws.list(definition.path("containerDefinitions"));
        JsonNode open = containers.stream()
                .filter(each -> !each.path("portMappings").isEmpty())
                .findFirst()
                .orElse(containers.getFirst());
        return Html.of(
                """
                <details{}><summary>Load balancer (optional)</summary><div class="stack"><label>Load balancer name<input name="balancer" value="{}" list="balancers"></label>\
                <datalist id="balancers">{}</datalist><label>Container<select name="balancedContainer">{}</select></label>\
                <label>Container port<input type="number" name="balancedPort" min="1" max="65535" value="{}"></label>\
                {}</div></details>""",
                Html.of(" open").when(!given.get("balancer").isEmpty()),
                given.get("balancer"),
                names(ask).stream()
                        .map(each -> Html.of("<option value=\"{}\"></option>", each))
                        .toList(),
                containers.stream()
                        .map(each -> each.path("name").asText())
                        .map(each -> Html.of(
                                "<option{}>{}</option>",
                                Html.of(" selected")
                                        .when(each.equals(given.find("balancedContainer")
                                                .orElse(open.path("name").asText()))),
                                each))
                        .toList(),
                given.find("balancedPort")
                        .orElse(open.path("portMappings")
                                .path(0)
                                .path("containerPort")
                                .asText("")),
                grace(
                        given.values().containsKey("grace") || !Volumes.isStateful(definition)
                                ? given
                                : given.with("grace", FIRST_START_SECONDS)));
    }

    static Html grace(Parameters given) {
        return Html.of("""
                <label>Health check grace period <span class="hint">seconds; failed checks do not stop a task so young</span>\
                <input type="number" name="grace" min="0" max="2147483647" value="{}"></label>""", given.get("grace"));
    }

    /** Only offered: whoever may not list them types the name. */
    private static List<String> names(Ask ask) {
        try {
            return ask
                    .aws()
                    .all("elb", "DescribeLoadBalancers", "LoadBalancerDescriptions", "Marker", "NextMarker", in -> {})
                    .all()
                    .stream()
                    .map(each -> each.path("LoadBalancerName").asText())
                    .toList();
        } catch (AwsException e) {
            return List.of();
        }
    }

    static void put(ObjectNode in, Parameters form) {
        Optional<String> balancer = form.find("balancer");
        if (balancer.isEmpty()) {
            return;
        }
        in.putArray("loadBalancers")
                .addObject()
                .put("loadBalancerName", balancer.get())
                .put("containerName", form.get("balancedContainer"))
                .put("containerPort", Numbers.of(form.get("balancedPort"), "Container port"));
        form.find("grace").ifPresent(grace -> in.put("healthCheckGracePeriodSeconds", Numbers.of(grace, GRACE)));
    }
}
