package io.moorage.cloudwatch.decide;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.cloudwatch.decide.AlarmEvaluation.Verdict;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.MissingData;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why an alarm is in its state, in CloudWatch's words, for people and as JSON. */
public final class AlarmWords {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_TOLD = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private AlarmWords() {}

    public static String reason(MetricAlarm alarm, Verdict verdict) {
        if (verdict.state() == AlarmState.INSUFFICIENT_DATA) {
            return "Insufficient Data: " + count(verdict.missing(), "datapoint")
                    + (verdict.missing() == 1 ? " was" : " were") + " unknown.";
        }
        if (verdict.evaluated().isEmpty()) {
            return "Threshold Crossed: no datapoints were received for " + count(verdict.missing(), "period") + " and "
                    + count(verdict.missing(), "missing datapoint") + (verdict.missing() == 1 ? " was" : " were")
                    + " treated as [" + treated(alarm.condition().missing()) + "].";
        }
        return crossed(alarm, verdict);
    }

    private static String crossed(MetricAlarm alarm, Verdict verdict) {
        MetricAlarm.Condition condition = alarm.condition();
        boolean breaching = verdict.state() == AlarmState.ALARM;
        List<String> points = verdict.evaluated().reversed().entrySet().stream()
                .filter(point -> condition.breaches(point.getValue()) == breaching)
                .map(point -> point.getValue() + " (" + DAY.format(point.getKey()) + ")")
                .toList();
        int needed = breaching ? condition.needed() : condition.evaluationPeriods() - condition.needed() + 1;
        String told = points.stream().limit(MOST_TOLD).collect(Collectors.joining(", "));
        return "Threshold Crossed: " + points.size() + " out of the last "
                + count(condition.evaluationPeriods(), "datapoint") + " [" + told + "]"
                + (points.size() == 1 ? " was " : " were ") + (breaching ? "" : "not ")
                + phrase(condition.operator()) + " the threshold (" + condition.threshold() + ") (minimum "
                + count(needed, "datapoint") + " for " + (breaching ? "OK -> ALARM" : "ALARM -> OK") + " transition)"
                + (verdict.missing() > 0 && condition.missing() != MissingData.MISSING
                        ? ", " + count(verdict.missing(), "missing datapoint") + " treated as ["
                                + treated(condition.missing()) + "]."
                        : ".");
    }

    private static String phrase(ComparisonOperator operator) {
        return operator.phrase();
    }

    private static String treated(MissingData missing) {
        return switch (missing) {
            case BREACHING -> "Breaching";
            case NOT_BREACHING -> "NonBreaching";
            case IGNORE -> "Ignore";
            case MISSING -> "Missing";
        };
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The same for programs (CloudWatch API reference, StateReasonData). */
    public static String reasonData(MetricAlarm alarm, Verdict verdict, Instant now) {
        ObjectNode data = JSON.createObjectNode();
        data.put("version", "1.0");
        data.put("queryDate", ISO.format(now));
        if (!verdict.evaluated().isEmpty()) {
            data.put("startDate", ISO.format(verdict.evaluated().firstKey()));
        }
        alarm.watched().stream()
                .filter(query -> !alarm.expression())
                .flatMap(query -> query.stat().stream())
                .forEach(stat -> statistic(data, stat));
        data.put("period", alarm.periodSeconds());
        ArrayNode recent = data.putArray("recentDatapoints");
        verdict.evaluated().values().forEach(recent::add);
        data.put("threshold", alarm.condition().threshold());
        ArrayNode evaluated = data.putArray("evaluatedDatapoints");
        verdict.evaluated().reversed().entrySet().stream().limit(MOST_TOLD).forEach(point -> evaluated
                .addObject()
                .put("timestamp", ISO.format(point.getKey()))
                .put("value", point.getValue()));
        return data.toString();
    }

    private static void statistic(ObjectNode data, MetricQuery.Stat stat) {
        stat.unit().ifPresent(unit -> data.put("unit", unit));
        data.put("statistic", stat.statistic().word());
    }
}
