package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.function.Consumer;

/** A template, then what it asks for, then a stack or a change set: for a new stack and for one that there is. */
final class StackForm {
    private static final String SERVICE = "cloudformation";
    private static final String BODY = "TemplateBody";
    private static final String NAME = "StackName";

    private StackForm() {}

    static List<Route> routes() {
        return List.of(
                Route.get("create-stack", StackForm::first),
                Route.post("create-stack", StackForm::need, StackForm::sent),
                Route.get("stacks/{stack}/update", StackForm::first),
                Route.post("stacks/{stack}/update", StackForm::need, StackForm::sent));
    }

    /** Who may only make change sets reviews what others execute; one that there is changes by a change set only. */
    private static Need need(Ask ask) {
        if (!isNew(ask)) {
            return Need.filledIn(SERVICE, "CreateChangeSet", in -> in.put(NAME, ask.path("stack"))
                    .put("ChangeSetName", "review-1"));
        }
        Need make = Need.onAnything(SERVICE, "CreateStack");
        Need review = Need.onAnything(SERVICE, "CreateChangeSet");
        return switch (ask.form().get("go")) {
            case "create" -> make;
            case "review" -> review;
            default -> Need.anyOf(make, review);
        };
    }

    private static String href(Ask ask) {
        return isNew(ask) ? Links.to("create-stack") : Links.to("stacks", ask.path("stack"), "update");
    }

    /** Whose stack it is about. */
    private static boolean isNew(Ask ask) {
        return !ask.path().containsKey("stack");
    }

    private static View.Page first(Ask ask) {
        String template = isNew(ask)
                ? ""
                : ask.aws()
                        .call(SERVICE, "GetTemplate", in -> in.put(NAME, ask.path("stack")))
                        .path(BODY)
                        .asText();
        return templatePage(ask, template, Html.NOTHING);
    }

    private static View.Page templatePage(Ask ask, String template, Html refusal) {
        Html name = Html.of(
                "<label>Stack name <span class=\"hint\">letters, digits and hyphens</span><input name=\"stackName\" value=\"{}\" required pattern=\"[a-zA-Z][\\-a-zA-Z0-9]*\" maxlength=\"128\" autofocus></label>",
                ask.form().get("stackName"));
        Html fields = Html.of("""
                {}
                <label>Template file <span class="hint">JSON or YAML, up to 51,200 bytes</span><input type="file" accept=".json,.yaml,.yml,.template,.txt" data-into="template"></label>
                <label>Template<textarea name="template" id="template" rows="22" spellcheck="false" required placeholder="Resources:&#10;  Data:&#10;    Type: AWS::EFS::FileSystem">{}</textarea></label>
                <div class="row"><button class="primary" name="go" value="next">Next</button>{}</div>""", name.when(isNew(ask)), template, cancel(ask));
        return page(
                ask,
                Html.of("{}{}", refusal, ask.form(href(ask)).style("card stack").around(fields)));
    }

    /** Browsers send lines with CR and LF; a file has them as it was written. */
    private static String template(Ask ask) {
        return ask.form().raw("template").replace("\r\n", "\n");
    }

    private static View sent(Ask ask) {
        try {
            return switch (ask.form().get("go")) {
                case "create" -> isNew(ask) ? make(ask) : review(ask);
                case "review" -> review(ask);
                case "back" -> templatePage(ask, template(ask), Html.NOTHING);
                default -> parametersPage(ask, Html.NOTHING);
            };
        } catch (AwsException e) {
            return again(ask, e);
        }
    }

    /** On the page where it can be mended, with all that was typed but secrets. */
    private static View.Page again(Ask ask, AwsException refusal) {
        if (ask.form().get("go").equals("next")) {
            return templatePage(ask, template(ask), Advice.of(refusal)).refused(refusal.httpStatus());
        }
        try {
            return parametersPage(ask, Advice.of(refusal)).refused(refusal.httpStatus());
        } catch (AwsException e) {
            return templatePage(ask, template(ask), Advice.of(e)).refused(e.httpStatus());
        }
    }

    private static JsonNode summary(Ask ask) {
        return ask.aws().call(SERVICE, "GetTemplateSummary", in -> in.put(BODY, template(ask)));
    }

    private static JsonNode stack(Ask ask) {
        return isNew(ask) ? MissingNode.getInstance() : StackPages.describe(ask);
    }

    private static View.Page parametersPage(Ask ask, Html refusal) {
        Parameters form = ask.form();
        JsonNode summary = summary(ask);
        JsonNode stack = stack(ask);
        Html fields = Html.of(
                """
                <textarea name="template" hidden>{}</textarea>
                <section class="card stack narrow"><h2>Parameters</h2>{}</section>
                <section class="card stack narrow"><h2>Options</h2>
                <label>Tags <span class="hint">each on a line: key=value; all that can be tagged gets them</span><textarea name="tags" rows="3" spellcheck="false">{}</textarea></label>
                {}{}</section>
                <div class="row">{}{}
                <button class="quiet" name="go" value="back" formnovalidate>Back to the template</button>{}</div>""",
                template(ask),
                new ParameterForm(summary, new Choices(ask.aws()), stack).fields(form),
                form.values().containsKey("tags") ? form.raw("tags") : Tags.lines(stack.path("Tags")),
                options(form).when(isNew(ask)),
                capabilities(summary, form),
                isNew(ask) ? ask.submit(href(ask), "go", "create", "Create stack", "primary") : Html.NOTHING,
                ask.submit(href(ask), "go", "review", "Review changes first", isNew(ask) ? "" : "primary"),
                cancel(ask));
        return page(
                ask,
                Html.of(
                        "{}<p>{}</p><p class=\"hint\">{}</p>{}",
                        refusal,
                        summary.path("Description").asText(),
                        "Makes: "
                                + String.join(
                                        ", ",
                                        Aws.list(summary.path("ResourceTypes")).stream()
                                                .map(JsonNode::asText)
                                                .toList()),
                        ask.form(href(ask))
                                .style("stack")
                                .with("stackName", form.get("stackName"))
                                .around(fields)));
    }

    private static Html options(Parameters form) {
        return Html.of(
                """
                <label>When something cannot be made<select name="onFailure">{}{}{}</select></label>
                <label class="check"><input type="checkbox" name="protected"{}>Termination protection: nobody deletes the stack until it is taken off</label>""",
                option("ROLLBACK", "Remove what was made (ROLLBACK)", form),
                option("DO_NOTHING", "Keep what was made (DO_NOTHING)", form),
                option("DELETE", "Delete the stack (DELETE)", form),
                Html.of(" checked").when(form.values().containsKey("protected")));
    }

    private static Html option(String value, String label, Parameters form) {
        return Html.of(
                "<option value=\"{}\"{}>{}</option>",
                value,
                Html.of(" selected").when(form.get("onFailure").equals(value)),
                label);
    }

    /** CloudFormation API reference, {@code Capabilities}: that the template makes permissions is acknowledged. */
    private static Html capabilities(JsonNode summary, Parameters form) {
        return Html.all(Aws.list(summary.path("Capabilities")).stream()
                .map(each -> Html.of(
                        "<div class=\"alert\"><p>{}</p><label class=\"check\"><input type=\"checkbox\" name=\"capability.{}\"{} required>I acknowledge {}</label></div>",
                        summary.path("CapabilitiesReason").asText(),
                        each.asText(),
                        Html.of(" checked").when(form.values().containsKey("capability." + each.asText())),
                        each.asText()))
                .toList());
    }

    /** A new one loses nothing; one that there is changes by a change set only, which names what is lost. */
    private static View make(Ask ask) {
        String name = name(ask);
        Parameters form = ask.form();
        send(ask, "CreateStack", in -> in.put(
                        "OnFailure", form.find("onFailure").orElse("ROLLBACK"))
                .put("EnableTerminationProtection", form.values().containsKey("protected")));
        return new View.GoTo(Links.to("stacks", name), "The stack " + name + " is being created.");
    }

    private static View review(Ask ask) {
        String name = name(ask);
        String set = ChangeSetPages.freeName(ask, name);
        send(ask, "CreateChangeSet", in -> in.put("ChangeSetName", set)
                .put("ChangeSetType", isNew(ask) ? "CREATE" : "UPDATE"));
        return new View.GoTo(Links.to("stacks", name, "change-sets", set), "Nothing was changed yet: review it here.");
    }

    /** Told as a command without the parameters that are secrets. */
    private static void send(Ask ask, String operation, Consumer<ObjectNode> more) {
        ParameterForm parameters = new ParameterForm(summary(ask), new Choices(ask.aws()), stack(ask));
        Consumer<ObjectNode> wanted = wanted(ask, parameters).andThen(more);
        ask.aws().callUntold(SERVICE, operation, wanted);
        ask.aws().mention(SERVICE, operation, wanted.andThen(in -> parameters.hide(in.path("Parameters"))));
    }

    private static String name(Ask ask) {
        return isNew(ask) ? ask.form().get("stackName") : ask.path("stack");
    }

    /** What CreateStack and CreateChangeSet say of a stack in the same words. */
    private static Consumer<ObjectNode> wanted(Ask ask, ParameterForm parameters) {
        Parameters form = ask.form();
        return in -> {
            in.put(NAME, name(ask)).put(BODY, template(ask));
            parameters.put(form, in.putArray("Parameters"));
            Tags.put(form.raw("tags"), in.putArray("Tags"));
            form.values().keySet().stream()
                    .filter(each -> each.startsWith("capability."))
                    .forEach(each -> in.withArray("Capabilities").add(each.substring("capability.".length())));
        };
    }

    private static Html cancel(Ask ask) {
        return Parts.button(isNew(ask) ? Links.to("stacks") : Links.to("stacks", ask.path("stack")), "Cancel", "quiet");
    }

    private static View.Page page(Ask ask, Html body) {
        Crumb stacks = new Crumb(Links.to("stacks"), "Stacks");
        return isNew(ask)
                ? new View.Page("Create stack", List.of(stacks), Html.NOTHING, body, List.of())
                : new View.Page(
                        "Update " + ask.path("stack"),
                        List.of(stacks, new Crumb(Links.to("stacks", ask.path("stack")), ask.path("stack"))),
                        Html.NOTHING,
                        body,
                        List.of());
    }
}
