package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Confirm;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;

/** Update service: another number of tasks, another revision, other settings; and whether one of its tasks alone may write. */
final class ServiceUpdate {
    private static final String PAGE = "ecs/clusters/{cluster}/services/{service}/update";

    private ServiceUpdate() {}

    static List<Route> routes() {
        return List.of(
                Route.get(PAGE, ask -> {
                    JsonNode service = ServicePages.described(ask);
                    return page(ask, service, of(service), Html.NOTHING);
                }),
                Route.post(
                        PAGE,
                        ask -> Need.filledIn(Ecs.NAME, "UpdateService", in -> ServicePages.of(ask, in)),
                        ServiceUpdate::update),
                Route.post(
                        "ecs/clusters/{cluster}/services/{service}/single-writer",
                        ServiceUpdate::toTag,
                        ServiceUpdate::tag));
    }

    /** As the form would say it. */
    private static Parameters of(JsonNode service) {
        return ServiceSettings.of(service)
                .with("desiredCount", service.path("desiredCount").asText())
                .with("taskDefinition", Links.nameOf(ServicePages.definition(service)))
                .with("grace", service.path("healthCheckGracePeriodSeconds").asText(""));
    }

    private static String at(Ask ask) {
        return Ecs.serviceHref(ask.path("cluster"), ask.path("service"));
    }

    private static View.Page page(Ask ask, JsonNode service, Parameters given, Html refusal) {
        String name = service.path("serviceName").asText();
        Html fields = Html.of(
                """
                {}{}
                {}{}
                <div class="row"><button class="primary">Update</button>{}</div>""",
                count(service, given),
                deployed(ask, service, given),
                ServiceSettings.fields(given),
                Balancing.grace(given).when(!service.path("loadBalancers").isEmpty()),
                Parts.button(at(ask), "Cancel", "quiet"));
        Html form = ask.form(at(ask) + "/update").style("card narrow stack").around(fields);
        List<Crumb> crumbs = new ArrayList<>(Ecs.inCluster(ask.path("cluster")));
        crumbs.add(new Crumb(at(ask), name));
        return new View.Page(
                "Update " + name,
                crumbs,
                Html.NOTHING,
                Html.of("{}{}{}", refusal, form, singleWriter(ask, service)),
                List.of());
    }

    /** Of an external controller's service each task set has its own. */
    private static Html deployed(Ask ask, JsonNode service, Parameters given) {
        if (ServicePages.definition(service).isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of(
                """
                <label>Task definition<input name="taskDefinition" value="{}" list="revisions" required></label><datalist id="revisions">{}</datalist>
                <label class="check"><input type="checkbox" name="force" value="yes"{}>Force new deployment <span class="hint">new tasks although nothing changed</span></label>""",
                given.get("taskDefinition"),
                revisions(ask, given.get("taskDefinition")),
                Html.of(" checked").when(given.find("force").isPresent()));
    }

    /** Of a DAEMON service the instances are the number. */
    private static Html count(JsonNode service, Parameters given) {
        return Html.of(
                        "<label>Number of tasks<input type=\"number\" name=\"desiredCount\" min=\"0\" max=\"10000\" value=\"{}\" required></label>",
                        given.get("desiredCount"))
                .when(!service.path("schedulingStrategy").asText().equals("DAEMON"));
    }

    /** Only offered: whoever may not list them types the revision. */
    private static List<Html> revisions(Ask ask, String definition) {
        try {
            return Ecs.piece(ask.aws(), "ListTaskDefinitions", "taskDefinitionArns", "", 1, in -> in.put(
                                    "familyPrefix", definition.replaceFirst(":.*", ""))
                            .put("sort", "DESC"))
                    .arns()
                    .stream()
                    .map(each -> Html.of("<option value=\"{}\"></option>", Links.nameOf(each)))
                    .toList();
        } catch (AwsException e) {
            return List.of();
        }
    }

    private static Html singleWriter(Ask ask, JsonNode service) {
        boolean single = ServiceSettings.isSingleWriter(service);
        return Html.of(
                "<section class=\"card narrow stack\"><h2>Single writer</h2><p>{}</p><div class=\"row\">{}</div></section>",
                single
                        ? "One task at a time writes in the directories of its volumes: the file servers refuse whatever another machine would write there."
                        : "Several tasks may write in the same directory at once, which destroys a database. A single writer lets one task write, and the next when that has stopped.",
                ask.act(
                        at(ask) + "/single-writer?to=" + !single,
                        Parameters.NONE.with("arn", service.path("serviceArn").asText()),
                        single ? "Let several write" : "Make it a single writer",
                        ""));
    }

    private static View update(Ask ask) {
        JsonNode before = ServicePages.described(ask);
        Parameters form = ask.form();
        try {
            ObjectNode changed = Ecs.input(in -> put(ServicePages.of(ask, in), form, of(before)));
            if (changed.path("desiredCount").asInt(1) == 0 && !Confirm.isSure(ask) && runs(before) > 0) {
                return ofNone(ask, runs(before));
            }
            ask.aws().call(Ecs.NAME, "UpdateService", changed);
        } catch (AwsException e) {
            return page(ask, before, form, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(at(ask), "Service " + ask.path("service") + " is being updated.");
    }

    /** What is not told stays as it is, so that whoever reads the command sees what was changed. */
    private static void put(ObjectNode in, Parameters form, Parameters before) {
        form.find("desiredCount").ifPresent(count -> in.put("desiredCount", Numbers.of(count, "Number of tasks")));
        form.find("taskDefinition")
                .filter(definition -> !definition.equals(before.get("taskDefinition")))
                .ifPresent(definition -> in.put("taskDefinition", definition));
        form.find("grace")
                .filter(grace -> !grace.equals(before.get("grace")))
                .ifPresent(grace -> in.put("healthCheckGracePeriodSeconds", Numbers.of(grace, Balancing.GRACE)));
        ServiceSettings.put(in, form, before);
        if (form.find("force").isPresent()) {
            in.put("forceNewDeployment", true);
        }
    }

    private static long runs(JsonNode service) {
        return Math.max(
                service.path("desiredCount").asLong(),
                service.path("runningCount").asLong());
    }

    private static View.Page ofNone(Ask ask, long running) {
        return Confirm.page(
                ask,
                new Crumb(at(ask), ask.path("service")),
                "Run no task of " + ask.path("service") + "?",
                List.of(
                        running == 1
                                ? "Its one task is stopped, and whoever uses it is served no longer."
                                : "Its " + running + " tasks are stopped, and whoever uses them is served no longer.",
                        "What they wrote to file systems stays."),
                "Update");
    }

    private static Need.Call toTag(Ask ask) {
        String arn = ask.form().get("arn");
        return ask.query().get("to").equals("true")
                ? Need.call(Ecs.NAME, "TagResource", in -> in.put("resourceArn", arn)
                        .putArray("tags")
                        .addObject()
                        .put("key", ServiceSettings.SINGLE_WRITER)
                        .put("value", "true"))
                : Need.call(Ecs.NAME, "UntagResource", in -> in.put("resourceArn", arn)
                        .putArray("tagKeys")
                        .add(ServiceSettings.SINGLE_WRITER));
    }

    private static View tag(Ask ask) {
        ask.aws().call(toTag(ask));
        return new View.GoTo(
                at(ask),
                ask.query().get("to").equals("true")
                        ? ask.path("service") + " is a single writer: one of its tasks at a time may write."
                        : ask.path("service") + " is no single writer any more.");
    }
}
