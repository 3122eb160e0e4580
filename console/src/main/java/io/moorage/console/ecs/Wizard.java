package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import java.util.ArrayList;
import java.util.List;

/**
 * A new task definition, by form or by JSON. The JSON is what is sent; the form is another way to write it, kept in step in
 * the browser, and what the form has no field for stays as it was written.
 */
final class Wizard {
    private static final String BLANK = "{\n  \"family\": \"\",\n  \"containerDefinitions\": [],\n  \"volumes\": []\n}";

    static final String HREF = Links.to("ecs", "new-task-definition");

    private final Html script;

    Wizard(Html script) {
        this.script = script;
    }

    View.Page page(Ask ask) {
        String json = ask.query()
                .find("from")
                .map(from -> Aws.pretty(DefinitionPages.registrable(DefinitionPages.describe(ask, from))))
                .orElse(BLANK);
        return page(ask, json, Html.NOTHING);
    }

    View register(Ask ask) {
        String text = ask.form().raw("definition");
        JsonNode registered;
        try {
            registered = ask.aws().call(Ecs.NAME, "RegisterTaskDefinition", Aws.parse(text));
        } catch (AwsException e) {
            return page(ask, text, Advice.of(e)).refused(e.httpStatus());
        }
        JsonNode definition = registered.path("taskDefinition");
        return new View.GoTo(
                Links.to("ecs", "task-definitions"),
                definition.path("family").asText() + ":"
                        + definition.path("revision").asText() + " was created.");
    }

    private View.Page page(Ask ask, String json, Html refusal) {
        Html fields = Html.of(
                """
                <div class="tabs" role="tablist" aria-label="How to write it" hidden>
                <button type="button" role="tab" id="by-form" aria-controls="form-panel" aria-selected="true">Form</button>
                <button type="button" role="tab" id="by-json" aria-controls="json-panel" aria-selected="false" tabindex="-1">JSON</button></div>
                <div role="tabpanel" id="form-panel" aria-labelledby="by-form" class="stack" data-region="{}" hidden></div>
                <div role="tabpanel" id="json-panel" aria-labelledby="by-json" class="stack"><label for="definition">Task definition as JSON</label>
                <textarea id="definition" name="definition" rows="26" spellcheck="false" aria-describedby="checked">{}</textarea></div>
                <div id="checked" class="check-line" role="status"></div>
                <div class="row"><button class="primary">Add</button><a class="button quiet" href="{}">Cancel</a></div>
                <datalist id="file-systems">{}</datalist><datalist id="access-points">{}</datalist><datalist id="roles">{}</datalist>""",
                ask.region(),
                json,
                Links.to("ecs", "task-definitions"),
                choices(ask, "efs", "DescribeFileSystems", "FileSystems", "FileSystemId", "Marker", "NextMarker"),
                choices(ask, "efs", "DescribeAccessPoints", "AccessPoints", "AccessPointId", "NextToken", "NextToken"),
                choices(ask, "iam", "ListRoles", "Roles", "Arn", "Marker", "Marker"));
        Html body = Html.of(
                "{}{}{}",
                refusal,
                script.when(ask.refusalOfSending(HREF, Parameters.NONE).isEmpty()),
                ask.form(HREF).id("wizard").style("stack").around(fields));
        return new View.Page(
                "Create new task definition",
                List.of(new Crumb(Links.to("ecs", "task-definitions"), "Task Definitions")),
                Html.NOTHING,
                body,
                List.of());
    }

    /** Only offered: whoever may not list them types the id. */
    private static List<Html> choices(
            Ask ask, String service, String operation, String member, String id, String tokenIn, String tokenOut) {
        List<Html> options = new ArrayList<>();
        try {
            for (JsonNode each : ask.aws()
                    .all(service, operation, member, tokenIn, tokenOut, in -> {})
                    .all()) {
                options.add(Html.of(
                        "<option value=\"{}\">{}</option>",
                        each.path(id).asText(),
                        each.path("Name").asText(each.path("RoleName").asText(""))));
            }
        } catch (AwsException e) {
            options.clear();
        }
        return options;
    }
}
