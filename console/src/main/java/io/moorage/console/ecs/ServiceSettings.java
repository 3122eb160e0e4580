package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;

/** What Create Service and Update service ask alike: how deployments go, where tasks are placed, whether one gets a terminal. */
final class ServiceSettings {
    private static final String MINIMUM = "minimum";
    private static final String MAXIMUM = "maximum";
    private static final String ROLLBACK = "rollback";
    private static final String EXEC = "exec";

    /** The tag by which the file servers let one task alone write. */
    static final String SINGLE_WRITER = "moorage:single-writer";

    private ServiceSettings() {}

    static Html fields(Parameters given) {
        return Html.of(
                """
                {}<fieldset class="stack"><legend>During a deployment</legend><div class="fields"><label>Minimum healthy percent<input type="number" name="minimum" min="0" max="100" value="{}" required></label>\
                <label>Maximum percent<input type="number" name="maximum" min="100" max="200" value="{}" required></label></div>\
                <label class="check"><input type="checkbox" name="rollback" value="yes"{}>Roll back when its tasks do not start <span class="hint">deployment circuit breaker</span></label></fieldset>{}""",
                terminals(given),
                given.get(MINIMUM),
                given.get(MAXIMUM),
                Html.of(" checked").when(given.find(ROLLBACK).isPresent()),
                Placement.fields(given));
    }

    static Html terminals(Parameters given) {
        return Html.of(
                "<label class=\"check\"><input type=\"checkbox\" name=\"exec\" value=\"yes\"{}>Terminal into its containers <span class=\"hint\">ECS Exec</span></label>",
                Html.of(" checked").when(given.find(EXEC).isPresent()));
    }

    /**
     * What the form says otherwise than {@code before} said.
     *
     * @throws io.moorage.awsapi.AwsException that names the field of what is no number
     */
    static void put(ObjectNode in, Parameters form, Parameters before) {
        ObjectNode deployment = JsonNodeFactory.instance.objectNode();
        percent(deployment, form, before, MINIMUM, "minimumHealthyPercent", "Minimum healthy percent");
        percent(deployment, form, before, MAXIMUM, "maximumPercent", "Maximum percent");
        boolean rollback = form.find(ROLLBACK).isPresent();
        if (rollback != before.find(ROLLBACK).isPresent()) {
            deployment
                    .putObject("deploymentCircuitBreaker")
                    .put("enable", rollback)
                    .put(ROLLBACK, rollback);
        }
        if (!deployment.isEmpty()) {
            in.set("deploymentConfiguration", deployment);
        }
        boolean exec = form.find(EXEC).isPresent();
        if (exec != before.find(EXEC).isPresent()) {
            in.put("enableExecuteCommand", exec);
        }
        Placement.put(in, form, before);
    }

    private static void percent(
            ObjectNode in, Parameters form, Parameters before, String field, String member, String label) {
        form.find(field)
                .filter(value -> !value.equals(before.get(field)))
                .ifPresent(value -> in.put(member, Numbers.of(value, label)));
    }

    /** As the form would say it. */
    static Parameters of(JsonNode service) {
        JsonNode deployment = service.path("deploymentConfiguration");
        boolean breaker =
                deployment.path("deploymentCircuitBreaker").path("enable").asBoolean();
        return Placement.of(
                service,
                Parameters.NONE
                        .with(MINIMUM, deployment.path("minimumHealthyPercent").asText(""))
                        .with(MAXIMUM, deployment.path("maximumPercent").asText(""))
                        .with(ROLLBACK, breaker ? "yes" : "")
                        .with(EXEC, service.path("enableExecuteCommand").asBoolean() ? "yes" : ""));
    }

    static boolean isSingleWriter(JsonNode service) {
        return Aws.list(service.path("tags")).stream()
                .anyMatch(each -> each.path("key").asText().equals(SINGLE_WRITER)
                        && each.path("value").asText().equalsIgnoreCase("true"));
    }
}
