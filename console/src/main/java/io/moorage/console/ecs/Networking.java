package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The subnets and security groups of tasks that have network interfaces of their own ({@code awsvpc}). */
final class Networking {
    private Networking() {}

    /** Nothing for tasks of other network modes. The subnets of one VPC are there already, its default group is taken where none is told. */
    static Html fields(Ask ask, JsonNode definition, Parameters given) {
        return isOwn(definition) ? fields(ask, given) : Html.NOTHING;
    }

    private static boolean isOwn(JsonNode definition) {
        return definition.path("networkMode").asText().equals("awsvpc");
    }

    private static Html fields(Ask ask, Parameters given) {
        return Html.of(
                """
                <fieldset class="stack"><legend>Network</legend><label>Subnets <span class="hint">ids, separated by commas</span>\
                <input name="subnets" value="{}" required spellcheck="false"></label>\
                <label>Security groups <span class="hint">optional; ids, separated by commas</span>\
                <input name="groups" value="{}" spellcheck="false"></label></fieldset>""", given.values().containsKey("subnets") ? given.get("subnets") : offered(ask), given.get("groups"));
    }

    /** Whoever may not list them types them. */
    private static String offered(Ask ask) {
        try {
            List<JsonNode> subnets =
                    Aws.list(ask.aws().call("ec2", "DescribeSubnets").path("subnetSet"));
            return subnets.stream()
                    .filter(each -> each.path("vpcId").equals(subnets.getFirst().path("vpcId")))
                    .map(each -> each.path("subnetId").asText())
                    .collect(Collectors.joining(", "));
        } catch (AwsException e) {
            return "";
        }
    }

    static void put(ObjectNode in, Parameters form) {
        List<String> subnets = ids(form.get("subnets"));
        if (subnets.isEmpty()) {
            return;
        }
        ObjectNode own = in.putObject("networkConfiguration").putObject("awsvpcConfiguration");
        Ecs.put(own, "subnets", subnets);
        List<String> groups = ids(form.get("groups"));
        if (!groups.isEmpty()) {
            Ecs.put(own, "securityGroups", groups);
        }
    }

    private static List<String> ids(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
