package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Service auto scaling: between how many tasks a service is kept, and by what it is scaled. */
final class ServiceScaling {
    private static final String SERVICE = "applicationautoscaling";
    private static final String AT = "ecs/clusters/{cluster}/services/{service}/scaling";
    private static final String ID = "ResourceId";

    private static final JsonNode NONE = MissingNode.getInstance();

    private static final Map<String, String> METRICS = new TreeMap<>(Map.of(
            "ECSServiceAverageCPUUtilization", "CPU",
            "ECSServiceAverageMemoryUtilization", "memory"));

    private ServiceScaling() {}

    static List<Route> routes() {
        return List.of(
                Route.post(
                        AT,
                        ask -> Need.all(
                                Need.filledIn(SERVICE, "RegisterScalableTarget", in -> target(ask, in)),
                                Need.filledIn(SERVICE, "PutScalingPolicy", in -> target(ask, in))),
                        ServiceScaling::set),
                Route.post(AT + "/remove", ServiceScaling::toRemove, ServiceScaling::remove));
    }

    private static ObjectNode target(Ask ask, ObjectNode in) {
        return target(ask.path("cluster"), ask.path("service"), in);
    }

    private static ObjectNode target(String cluster, String service, ObjectNode in) {
        return in.put("ServiceNamespace", "ecs")
                .put(ID, "service/" + cluster + "/" + service)
                .put("ScalableDimension", "ecs:service:DesiredCount");
    }

    static Html card(Ask ask, JsonNode service) {
        boolean scales = service.path("status").asText().equals("ACTIVE")
                && service.path("schedulingStrategy").asText().equals("REPLICA");
        return scales
                ? Parts.card(
                        "Service auto scaling", Parts.live("scaling", Advice.orRefusal(() -> scaling(ask, service))))
                : Html.NOTHING;
    }

    private static Html scaling(Ask ask, JsonNode service) {
        String cluster = ask.path("cluster");
        String name = service.path("serviceName").asText();
        List<JsonNode> targets = Aws.list(ask.aws()
                .call(SERVICE, "DescribeScalableTargets", in -> in.put("ServiceNamespace", "ecs")
                        .put("ScalableDimension", "ecs:service:DesiredCount")
                        .putArray("ResourceIds")
                        .add("service/" + cluster + "/" + name))
                .path("ScalableTargets"));
        String at = Ecs.serviceHref(cluster, name) + "/scaling";
        if (targets.isEmpty()) {
            return Html.of(
                    "<div class=\"stack\"><p class=\"hint\">The number of tasks is what you set it to. Let it follow the load between two bounds.</p>{}</div>",
                    form(ask, at, NONE, List.of()));
        }
        List<JsonNode> policies = Aws.list(ask.aws()
                .call(SERVICE, "DescribeScalingPolicies", in -> target(cluster, name, in))
                .path("ScalingPolicies"));
        return Html.of(
                "<div class=\"stack\">{}{}<div class=\"row end\">{}</div></div>",
                Parts.facts(List.of(
                        Map.entry(
                                "Number of tasks",
                                Html.of(
                                        "{} to {}",
                                        targets.getFirst().path("MinCapacity").asText(),
                                        targets.getFirst().path("MaxCapacity").asText())),
                        Map.entry("Scaled by", Html.text(words(policies))),
                        Map.entry("Alarms", Html.all(alarms(policies))))),
                form(ask, at, targets.getFirst(), policies),
                ask.destroy(
                        "unscale",
                        at + "/remove",
                        "Stop scaling",
                        "Stop scaling " + name + "?",
                        List.of(
                                "Its scaling policies and their alarms are deleted: " + words(policies) + ".",
                                "Its tasks go on; their number is what it is now until you change it.")));
    }

    /** It changes the policy that is there, where it is one that the form can say. */
    private static Html form(Ask ask, String at, JsonNode target, List<JsonNode> policies) {
        JsonNode policy = policies.stream()
                .filter(each -> METRICS.containsKey(metric(each)))
                .findFirst()
                .orElse(NONE);
        return ask.form(at)
                .style("inline")
                .with("policy", policy.path("PolicyName").asText("console"))
                .around(Html.of(
                        """
                        <label>Minimum tasks<input type="number" name="minimum" min="0" value="{}" required></label>\
                        <label>Maximum tasks<input type="number" name="maximum" min="0" value="{}" required></label>\
                        <label>Keep<select name="metric">{}</select></label>\
                        <label>At (percent)<input type="number" name="target" min="1" max="100" value="{}" required></label><button>Scale</button>""",
                        target.path("MinCapacity").asText("1"),
                        target.path("MaxCapacity").asText("4"),
                        METRICS.entrySet().stream()
                                .map(each -> Html.of(
                                        "<option value=\"{}\"{}>average {}</option>",
                                        each.getKey(),
                                        Html.of(" selected").when(each.getKey().equals(metric(policy))),
                                        each.getValue()))
                                .toList(),
                        policy.isMissingNode() ? "60" : percent(policy)));
    }

    private static String metric(JsonNode policy) {
        return policy.at("/TargetTrackingScalingPolicyConfiguration/PredefinedMetricSpecification/PredefinedMetricType")
                .asText("");
    }

    private static String percent(JsonNode policy) {
        return policy.at("/TargetTrackingScalingPolicyConfiguration/TargetValue")
                .asText()
                .replaceFirst("\\.0$", "");
    }

    private static String words(List<JsonNode> policies) {
        String all = policies.stream().map(ServiceScaling::word).collect(Collectors.joining("; "));
        return all.isEmpty() ? "no policy" : all;
    }

    private static String word(JsonNode policy) {
        return policy.path("TargetTrackingScalingPolicyConfiguration").isObject()
                ? METRICS.getOrDefault(metric(policy), "a metric of your own") + " at " + percent(policy) + " %"
                : policy.path("PolicyName").asText() + " by steps";
    }

    private static List<Html> alarms(List<JsonNode> policies) {
        List<Html> all = policies.stream()
                .flatMap(each -> Aws.list(each.path("Alarms")).stream())
                .map(each -> each.path("AlarmName").asText())
                .map(name -> Html.of("{} ", Parts.link(Links.to("cloudwatch", "alarms", name), name)))
                .toList();
        return all.isEmpty() ? List.of(Html.text("none")) : all;
    }

    private static View set(Ask ask) {
        Parameters form = ask.form();
        ask.aws().call(SERVICE, "RegisterScalableTarget", in -> target(ask, in)
                .put("MinCapacity", Numbers.of(form.get("minimum"), "Minimum tasks"))
                .put("MaxCapacity", Numbers.of(form.get("maximum"), "Maximum tasks")));
        ask.aws().call(SERVICE, "PutScalingPolicy", in -> {
            ObjectNode tracking = target(ask, in)
                    .put("PolicyName", form.get("policy"))
                    .put("PolicyType", "TargetTrackingScaling")
                    .putObject("TargetTrackingScalingPolicyConfiguration")
                    .put("TargetValue", Numbers.of(form.get("target"), "At (percent)"));
            tracking.putObject("PredefinedMetricSpecification").put("PredefinedMetricType", form.get("metric"));
        });
        return new View.GoTo(
                Ecs.serviceHref(ask.path("cluster"), ask.path("service")),
                ask.path("service") + " is scaled between " + form.get("minimum") + " and " + form.get("maximum")
                        + " tasks.");
    }

    private static Need.Call toRemove(Ask ask) {
        return Need.call(SERVICE, "DeregisterScalableTarget", in -> target(ask, in));
    }

    private static View remove(Ask ask) {
        ask.aws().call(toRemove(ask));
        return new View.GoTo(
                Ecs.serviceHref(ask.path("cluster"), ask.path("service")),
                ask.path("service") + " is scaled no longer.");
    }
}
