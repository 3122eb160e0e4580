package io.moorage.cloudwatch.loop;

import io.moorage.cloudwatch.AlarmActions;
import io.moorage.cloudwatch.AlarmChanges;
import io.moorage.cloudwatch.decide.AlarmEvaluation;
import io.moorage.cloudwatch.decide.AlarmEvaluation.Verdict;
import io.moorage.cloudwatch.decide.AlarmWords;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.cloudwatch.query.Evaluation;
import io.moorage.cloudwatch.query.ExpressionException;
import io.moorage.cloudwatch.query.StoredSource;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Evaluates each alarm once a minute, and one that was just put at once. Steps are taken by one thread. */
public final class AlarmLoop {
    private static final Logger LOG = System.getLogger(AlarmLoop.class.getName());

    /** What was measured in a minute has this long to arrive before alarms look at it. */
    private static final Duration LATENESS = Duration.ofSeconds(5);

    private final Store store;
    private final MetricStore metrics;
    private final AlarmActions actions;
    private final InstantSource clock;
    private final Map<String, Evaluated> evaluated = new HashMap<>();

    /** The last evaluation of an alarm: of what was put when, and at the end of which minute. */
    private record Evaluated(Instant configured, Instant end) {}

    public AlarmLoop(Store store, MetricStore metrics, AlarmActions actions, InstantSource clock) {
        this.store = store;
        this.metrics = metrics;
        this.actions = actions;
        this.clock = clock;
    }

    public Duration step() {
        Instant now = clock.instant();
        Instant end = now.minus(LATENESS).truncatedTo(ChronoUnit.MINUTES);
        List<MetricAlarm> alarms = List.copyOf(store.view().all(CloudWatchTables.ALARMS));
        for (MetricAlarm alarm : alarms) {
            Evaluated current = new Evaluated(alarm.configured(), end);
            if (!current.equals(evaluated.put(alarm.name(), current))) {
                evaluate(alarm, end, now);
            }
        }
        evaluated.keySet().retainAll(alarms.stream().map(MetricAlarm::name).toList());
        return Duration.between(clock.instant(), end.plus(1, ChronoUnit.MINUTES).plus(LATENESS));
    }

    private void evaluate(MetricAlarm alarm, Instant end, Instant now) {
        Verdict verdict = AlarmEvaluation.of(alarm, points(alarm, end, now), end);
        boolean enters = verdict.state() != alarm.status().state();
        List<String> again = enters ? List.of() : repeated(alarm, end);
        if (!enters && again.isEmpty()) {
            return;
        }
        store.transact(tx -> {
            Optional<MetricAlarm> present =
                    tx.find(CloudWatchTables.ALARMS, alarm.name()).filter(alarm::equals);
            present.ifPresent(unchanged -> {
                if (enters) {
                    AlarmChanges.enter(
                            tx,
                            unchanged,
                            verdict.state(),
                            AlarmWords.reason(unchanged, verdict),
                            Optional.of(AlarmWords.reasonData(unchanged, verdict, now)),
                            now);
                }
                again.forEach(arn ->
                        AlarmChanges.due(tx, arn, unchanged, unchanged.status().state(), now));
            });
            return present;
        });
    }

    /** Actions that are due in every period that the alarm stays in its state. */
    private List<String> repeated(MetricAlarm alarm, Instant end) {
        Instant entered = alarm.status().transitioned().truncatedTo(ChronoUnit.MINUTES);
        long since = Duration.between(entered, end).toSeconds();
        if (since <= 0 || since % alarm.periodSeconds() != 0) {
            return List.of();
        }
        return alarm.actions().in(alarm.status().state()).stream()
                .filter(actions::repeats)
                .toList();
    }

    /** An expression that cannot be computed has no points. */
    private SortedMap<Instant, Double> points(MetricAlarm alarm, Instant end, Instant now) {
        AlarmEvaluation.Window window = AlarmEvaluation.window(alarm, end);
        Evaluation evaluation = new Evaluation(
                alarm.watched(),
                new StoredSource(metrics, window.start(), window.end(), now),
                window.start(),
                window.end());
        MetricQuery returned = alarm.watched().stream()
                .filter(MetricQuery::returned)
                .findFirst()
                .orElseThrow();
        try {
            return evaluation.of(returned).values();
        } catch (ExpressionException e) {
            LOG.log(Level.WARNING, "alarm {0} cannot be computed: {1}", alarm.name(), e.getMessage());
            return new TreeMap<>();
        }
    }
}
