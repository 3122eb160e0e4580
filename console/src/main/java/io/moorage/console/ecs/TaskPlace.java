package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where clients find a task: its host ports are ports of these addresses.
 *
 * @param id of the machine; a container instance's where that is all that is told, empty before it is placed
 * @param isOfEc2 whether EC2 has a page of it
 * @param known private first; none when EC2 does not tell them
 */
record TaskPlace(String id, boolean isOfEc2, List<String> known) {
    static TaskPlace of(Aws aws, String cluster, JsonNode task) {
        String id = Places.of(aws, cluster, List.of(task)).machine(task);
        boolean isOfEc2 = id.startsWith("i-");
        boolean runs = !task.path("lastStatus").asText().equals("STOPPED");
        return new TaskPlace(id, isOfEc2, isOfEc2 && runs ? addresses(aws, id) : List.of());
    }

    private static List<String> addresses(Aws aws, String id) {
        try {
            JsonNode instance = aws.call("ec2", "DescribeInstances", in -> in.putArray("InstanceId")
                            .add(id))
                    .at("/reservationSet/0/instancesSet/0");
            return Stream.of("privateIpAddress", "ipAddress")
                    .map(each -> instance.path(each).asText())
                    .filter(each -> !each.isEmpty())
                    .toList();
        } catch (AwsException e) {
            return List.of();
        }
    }

    Html machine() {
        return isOfEc2 ? Links.machine(id) : Html.text("–");
    }

    Html addresses() {
        return known.isEmpty()
                ? Html.text("–")
                : Html.all(known.stream()
                        .map(each -> Html.of("<code>{}</code> ", each))
                        .toList());
    }
}
