package io.moorage.console.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;

/** Parameters of Systems Manager. */
public final class ParameterPages {
    private static final String SERVICE = "ssm";
    private static final List<String> TOPICS = List.of("ssm");

    private static final Listing<JsonNode> PARAMETERS = new Listing<>(
            "parameters",
            "Parameters",
            List.of(
                    Columns.linked("Name", "Name", name -> Links.to("ssm", name)),
                    Columns.text("Type", "Type"),
                    Columns.number("Version", "Version"),
                    Columns.text("Description", "Description"),
                    Columns.time("Changed", "LastModifiedDate")),
            Parts.empty(
                    "There is no parameter.",
                    "Templates and task definitions can name a parameter instead of a value. Put one below.",
                    Html.NOTHING));

    private ParameterPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ssm", ask -> list(ask, Html.NOTHING)),
                Route.post("ssm", ask -> Need.onAnything(SERVICE, "PutParameter"), ParameterPages::put),
                Route.get("ssm/{name}", ParameterPages::parameter),
                Route.post(
                        "ssm/{name}/delete",
                        ask -> Need.call(SERVICE, "DeleteParameter", in -> in.put("Name", ask.path("name"))),
                        ParameterPages::delete));
    }

    private static View.Page list(Ask ask, Html refusal) {
        Rows<JsonNode> all = ask.aws().all(SERVICE, "DescribeParameters", "Parameters", "NextToken", in -> {});
        return new View.Page(
                "Parameters",
                List.of(),
                Html.NOTHING,
                Html.of(
                        "{}{}{}",
                        refusal,
                        Parts.live("listed", PARAMETERS.render(all, ask.query())),
                        form(ask, "", "")),
                TOPICS);
    }

    private static Html form(Ask ask, String name, String value) {
        Html fields = Html.of(
                """
                <h2>Put a parameter</h2><label>Parameter name<input name="name" value="{}" required spellcheck="false"></label>
                <label>Type<select name="type"><option>String</option><option{}>StringList</option></select></label>
                <label>Value<textarea name="value" rows="3" required spellcheck="false">{}</textarea></label>
                <label class="check"><input type="checkbox" name="overwrite"{}>Replace the one of this name</label><div class="row"><button class="primary">Put parameter</button></div>""",
                ask.form().find("name").orElse(name),
                Html.of(" selected").when(ask.form().get("type").equals("StringList")),
                ask.form().values().containsKey("value") ? ask.form().raw("value") : value,
                Html.of(" checked").when(!name.isEmpty() || ask.form().values().containsKey("overwrite")));
        return ask.form(Links.to("ssm")).style("card stack narrow").around(fields);
    }

    private static View put(Ask ask) {
        String name = ask.form().get("name");
        try {
            ask.aws().call(SERVICE, "PutParameter", in -> in.put("Name", name)
                    .put("Type", ask.form().find("type").orElse("String"))
                    .put("Value", ask.form().raw("value"))
                    .put("Overwrite", ask.form().values().containsKey("overwrite")));
        } catch (AwsException e) {
            return list(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(Links.to("ssm"), "The parameter " + name + " was put.");
    }

    private static View.Page parameter(Ask ask) {
        String name = ask.path("name");
        JsonNode parameter = ask.aws()
                .call(SERVICE, "GetParameter", in -> in.put("Name", name))
                .path("Parameter");
        Html body = Html.of(
                "{}{}",
                Parts.live(
                        "facts",
                        Parts.facts(List.of(
                                Map.entry(
                                        "Value",
                                        Parts.id(parameter.path("Value").asText())),
                                Map.entry("Type", Html.text(Parts.text(parameter.path("Type")))),
                                Map.entry("Version", Html.text(Parts.text(parameter.path("Version")))),
                                Map.entry("Changed", Parts.time(parameter.path("LastModifiedDate"))),
                                Map.entry("ARN", Parts.id(parameter.path("ARN").asText()))))),
                form(ask, name, parameter.path("Value").asText()));
        return new View.Page(
                name,
                List.of(new Crumb(Links.to("ssm"), "Parameters")),
                ask.destroy(
                        "delete",
                        Links.to("ssm", name) + "/delete",
                        "Delete",
                        "Delete the parameter " + name + "?",
                        List.of("Templates and task definitions that name it fail from then on.")),
                body,
                TOPICS);
    }

    private static View delete(Ask ask) {
        ask.aws().call(SERVICE, "DeleteParameter", in -> in.put("Name", ask.path("name")));
        return new View.GoTo(Links.to("ssm"), "The parameter " + ask.path("name") + " was deleted.");
    }
}
