package io.moorage.console.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Confirm;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a metric that one looks at to an alarm on it. */
final class AlarmForm {
    private static final String SERVICE = "cloudwatch";
    private static final List<Map.Entry<String, String>> COMPARISONS = List.of(
            Map.entry("GreaterThanThreshold", ">"),
            Map.entry("GreaterThanOrEqualToThreshold", "≥"),
            Map.entry("LessThanThreshold", "<"),
            Map.entry("LessThanOrEqualToThreshold", "≤"));
    private static final List<String> MISSING = List.of("missing", "notBreaching", "breaching", "ignore");

    private AlarmForm() {}

    static List<Route> routes() {
        return List.of(
                Route.post("cloudwatch/metric", ask -> Need.onAnything(SERVICE, "PutMetricAlarm"), AlarmForm::put));
    }

    /** With what was typed, when it was refused. */
    static Html of(Ask ask, Metric metric, Span span) {
        Parameters given = ask.form();
        Html fields = Html.of(
                """
                <label>Alarm name<input name="alarm" value="{}" required maxlength="255" spellcheck="false"></label><input type="hidden" name="statistic" value="{}">
                <div class="inline"><label>{} is<select name="comparison">{}</select></label><label>Threshold<input type="number" step="any" name="threshold" value="{}" required></label></div>
                <div class="inline"><label>In<input type="number" name="datapoints" min="1" max="100" value="{}" required></label><label>of<input type="number" name="periods" min="1" max="100" value="{}" required></label>
                <label>periods of, in seconds<input type="number" name="period" min="60" step="60" max="86400" value="{}" required></label></div>
                <label>Missing values are<select name="missing">{}</select></label>
                <label>Action <span class="hint">optional: the ARN of a topic or a scaling policy</span><input name="action" value="{}" spellcheck="false"></label>
                <div class="row"><button class="primary">Create alarm</button></div>""",
                given.get("alarm"),
                span.statistic(),
                span.statistic(),
                COMPARISONS.stream()
                        .map(each -> Html.of(
                                "<option value=\"{}\"{}>{}</option>",
                                each.getKey(),
                                chosen(given, "comparison", each.getKey()),
                                each.getValue()))
                        .toList(),
                given.get("threshold"),
                given.find("datapoints").orElse("1"),
                given.find("periods").orElse("1"),
                given.find("period").orElse(Long.toString(span.period().toSeconds())),
                MISSING.stream()
                        .map(each -> Html.of("<option{}>{}</option>", chosen(given, "missing", each), each))
                        .toList(),
                given.get("action"));
        return Html.of(
                "<details class=\"card\"{}><summary>Create an alarm</summary>{}</details>",
                Html.of(" open").when(!given.values().isEmpty()),
                ask.form(metric.href()).style("stack narrow").around(fields));
    }

    private static Html chosen(Parameters given, String field, String value) {
        return Html.of(" selected").when(given.get(field).equals(value));
    }

    static List<Html> hidden(Metric metric) {
        return metric.parameters().values().entrySet().stream()
                .map(each ->
                        Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", each.getKey(), each.getValue()))
                .toList();
    }

    private static View put(Ask ask) {
        String name = ask.form().get("alarm");
        Metric metric = Metric.of(ask.query());
        Optional<JsonNode> before = Confirm.isSure(ask) ? Optional.empty() : AlarmPages.seen(ask, name);
        if (before.isPresent()) {
            return instead(ask, metric, before.get());
        }
        try {
            create(ask, metric, name);
        } catch (AwsException e) {
            return MetricPages.metric(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(AlarmPages.href(name), "The alarm " + name + " watches from now on.");
    }

    /** CloudWatch API reference, PutMetricAlarm: "the update completely overwrites the previous configuration of the alarm". */
    private static View.Page instead(Ask ask, Metric metric, JsonNode before) {
        String name = before.path("AlarmName").asText();
        return Confirm.page(
                ask,
                new Crumb(metric.href(), metric.name()),
                "Put this alarm in the place of the alarm " + name + " that there is?",
                List.of(
                        name + " watches " + AlarmPages.condition(before)
                                + " no longer, and what it does then is forgotten.",
                        "Another name keeps both."),
                "Create alarm");
    }

    private static void create(Ask ask, Metric metric, String name) {
        Parameters form = ask.form();
        ask.aws().call(SERVICE, "PutMetricAlarm", in -> {
            metric.put(in);
            in.put("AlarmName", name)
                    .put("Statistic", form.get("statistic"))
                    .put("ComparisonOperator", form.get("comparison"))
                    .put("TreatMissingData", form.get("missing"))
                    .put("Threshold", number(form, "threshold"))
                    .put("Period", (int) number(form, "period"))
                    .put("EvaluationPeriods", (int) number(form, "periods"))
                    .put("DatapointsToAlarm", (int) number(form, "datapoints"));
            form.find("action").ifPresent(action -> in.putArray("AlarmActions").add(action));
        });
    }

    private static double number(Parameters form, String field) {
        try {
            return Double.parseDouble(form.get(field));
        } catch (NumberFormatException e) {
            throw new AwsException(
                    "ValidationError", 400, "“" + form.get(field) + "” for " + field + " is not a number.");
        }
    }
}
