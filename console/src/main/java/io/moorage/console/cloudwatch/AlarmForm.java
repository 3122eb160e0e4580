package io.moorage.console.cloudwatch;

import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.Map;

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
                Route.post("cloudwatch/alarms", ask -> Need.onAnything(SERVICE, "PutMetricAlarm"), AlarmForm::put));
    }

    static Html of(Ask ask, Metric metric, Span span) {
        Html fields = Html.of(
                """
                {}
                <label>Alarm name<input name="alarm" required maxlength="255" spellcheck="false"></label><input type="hidden" name="statistic" value="{}">
                <div class="inline"><label>{} is<select name="comparison">{}</select></label><label>Threshold<input type="number" step="any" name="threshold" required></label></div>
                <div class="inline"><label>In<input type="number" name="datapoints" min="1" max="100" value="1" required></label><label>of<input type="number" name="periods" min="1" max="100" value="1" required></label>
                <label>periods of, in seconds<input type="number" name="period" min="60" step="60" max="86400" value="{}" required></label></div>
                <label>Missing values are<select name="missing">{}</select></label>
                <label>Action <span class="hint">optional: the ARN of a topic or a scaling policy</span><input name="action" spellcheck="false"></label>
                <div class="row"><button class="primary">Create alarm</button></div>""",
                hidden(metric),
                span.statistic(),
                span.statistic(),
                COMPARISONS.stream()
                        .map(each -> Html.of("<option value=\"{}\">{}</option>", each.getKey(), each.getValue()))
                        .toList(),
                span.period().toSeconds(),
                MISSING.stream()
                        .map(each -> Html.of("<option>{}</option>", each))
                        .toList());
        return Html.of(
                "<details class=\"card\"><summary>Create an alarm</summary>{}</details>",
                ask.form(Links.to(SERVICE, "alarms")).style("stack narrow").around(fields));
    }

    static List<Html> hidden(Metric metric) {
        return metric.parameters().values().entrySet().stream()
                .map(each ->
                        Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", each.getKey(), each.getValue()))
                .toList();
    }

    private static View put(Ask ask) {
        Parameters form = ask.form();
        String name = form.get("alarm");
        Metric metric = Metric.of(form);
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
        return new View.GoTo(AlarmPages.href(name), "The alarm " + name + " watches from now on.");
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
