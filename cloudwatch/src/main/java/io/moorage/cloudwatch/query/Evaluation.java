package io.moorage.cloudwatch.query;

import io.moorage.model.cloudwatch.MetricQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** Computes queries that may call one another. Made for one request; not thread-safe. */
public final class Evaluation {
    /** Reads one statistic of one metric. */
    public interface Source {
        TimeSeries read(MetricQuery.Stat stat);
    }

    private final Map<String, MetricQuery> queries = new LinkedHashMap<>();
    private final Source source;
    private final Instant start;
    private final Instant end;
    private final Map<String, Value> computed = new HashMap<>();
    private final Set<String> computing = new LinkedHashSet<>();

    /** What an expression comes to. */
    private sealed interface Value {
        record Scalar(double number) implements Value {}

        record Series(TimeSeries series) implements Value {}

        record Several(List<TimeSeries> series) implements Value {}
    }

    /** @param end exclusive */
    public Evaluation(List<MetricQuery> queries, Source source, Instant start, Instant end) {
        queries.forEach(query -> this.queries.put(query.id(), query));
        this.source = source;
        this.start = start;
        this.end = end;
    }

    /** The series of one query. */
    public TimeSeries of(MetricQuery query) throws ExpressionException {
        if (value(query) instanceof Value.Series(TimeSeries series)) {
            return series;
        }
        throw new ExpressionException("the expression " + query.expression().orElse(query.id())
                + " comes to a number or to several series; a query returns one time series");
    }

    private Value value(MetricQuery query) throws ExpressionException {
        Value known = computed.get(query.id());
        if (known != null) {
            return known;
        }
        if (!computing.add(query.id())) {
            throw new ExpressionException("the expression " + query.id() + " depends on itself");
        }
        Value value = query.stat().isPresent()
                ? new Value.Series(source.read(query.stat().get()))
                : compute(ExpressionParser.parse(query.expression().orElseThrow()));
        computing.remove(query.id());
        computed.put(query.id(), value);
        return value;
    }

    private Value compute(Expression expression) throws ExpressionException {
        return switch (expression) {
            case Expression.Constant number -> new Value.Scalar(number.value());
            case Expression.Reference reference -> value(named(reference.id()));
            case Expression.Negation negation -> apply((a, b) -> a - b, new Value.Scalar(0), compute(negation.of()));
            case Expression.Operation operation ->
                apply(operation.operator()::apply, compute(operation.left()), compute(operation.right()));
            case Expression.Call call -> call(call);
        };
    }

    private MetricQuery named(String id) throws ExpressionException {
        MetricQuery query = queries.get(id);
        if (query == null) {
            throw new ExpressionException("there is no query with the id " + id);
        }
        return query;
    }

    private Value apply(DoubleBinaryOperator operator, Value left, Value right) throws ExpressionException {
        if (left instanceof Value.Scalar(double a) && right instanceof Value.Scalar(double b)) {
            return new Value.Scalar(operator.applyAsDouble(a, b));
        }
        if (left instanceof Value.Series(TimeSeries a) && right instanceof Value.Scalar(double b)) {
            return new Value.Series(a.map(value -> operator.applyAsDouble(value, b)));
        }
        if (left instanceof Value.Scalar(double a) && right instanceof Value.Series(TimeSeries b)) {
            return new Value.Series(b.map(value -> operator.applyAsDouble(a, value)));
        }
        if (left instanceof Value.Series(TimeSeries a) && right instanceof Value.Series(TimeSeries b)) {
            return new Value.Series(both(operator, a, b));
        }
        throw new ExpressionException("several series at once can only be given to AVG, MAX, MIN and SUM");
    }

    /** Where both have a value. */
    private static TimeSeries both(DoubleBinaryOperator operator, TimeSeries left, TimeSeries right)
            throws ExpressionException {
        if (left.periodSeconds() != right.periodSeconds()) {
            throw new ExpressionException("the metrics of one expression must have the same period, not "
                    + left.periodSeconds() + " and " + right.periodSeconds());
        }
        SortedMap<Instant, Double> values = new TreeMap<>();
        left.values().forEach((time, a) -> {
            Double b = right.values().get(time);
            if (b != null) {
                TimeSeries.put(values, time, operator.applyAsDouble(a, b));
            }
        });
        return new TimeSeries(left.periodSeconds(), values);
    }

    private Value call(Expression.Call call) throws ExpressionException {
        return switch (call.name()) {
            case "ABS" -> new Value.Series(series(call, 0, 1).map(Math::abs));
            case "CEIL" -> new Value.Series(series(call, 0, 1).map(Math::ceil));
            case "FLOOR" -> new Value.Series(series(call, 0, 1).map(Math::floor));
            case "AVG", "MAX", "MIN", "SUM" -> Reduction.valueOf(call.name()).of(this, call);
            case "METRICS" -> new Value.Several(metrics(call));
            case "PERIOD" -> new Value.Scalar(series(call, 0, 1).periodSeconds());
            case "DIFF" -> new Value.Series(steps(series(call, 0, 1), 1));
            case "RATE" -> {
                TimeSeries of = series(call, 0, 1);
                yield new Value.Series(steps(of, of.periodSeconds()));
            }
            case "FILL" -> new Value.Series(fill(call));
            case "IF" -> choice(call);
            default ->
                throw new ExpressionException(
                        "the function " + call.name() + " is not supported by Moorage; there are ABS,"
                                + " AVG, CEIL, DIFF, FILL, FLOOR, IF, MAX, METRICS, MIN, PERIOD, RATE and SUM");
        };
    }

    /** Functions that make one series, or one number, of many values. */
    private enum Reduction {
        AVG,
        MAX,
        MIN,
        SUM;

        /** Over the values of one series; or, for several series, over their values of each time. */
        Value of(Evaluation evaluation, Expression.Call call) throws ExpressionException {
            arity(call, 1, 1);
            return switch (evaluation.compute(call.arguments().getFirst())) {
                case Value.Scalar scalar -> scalar;
                case Value.Series(TimeSeries series) ->
                    new Value.Scalar(over(List.copyOf(series.values().values())));
                case Value.Several(List<TimeSeries> several) -> new Value.Series(across(several));
            };
        }

        private double over(List<Double> values) {
            var all = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
            if (values.isEmpty()) {
                return Double.NaN;
            }
            return switch (this) {
                case AVG -> all.getAverage();
                case MAX -> all.getMax();
                case MIN -> all.getMin();
                case SUM -> all.getSum();
            };
        }

        private TimeSeries across(List<TimeSeries> several) {
            SortedMap<Instant, List<Double>> byTime = new TreeMap<>();
            several.forEach(each -> each.values()
                    .forEach((time, value) -> byTime.computeIfAbsent(time, ignored -> new ArrayList<>())
                            .add(value)));
            SortedMap<Instant, Double> values = new TreeMap<>();
            byTime.forEach((time, all) -> TimeSeries.put(values, time, over(all)));
            int period = several.isEmpty() ? 60 : several.getFirst().periodSeconds();
            return new TimeSeries(period, values);
        }
    }

    /** Every metric of the request. */
    private List<TimeSeries> metrics(Expression.Call call) throws ExpressionException {
        arity(call, 0, 0);
        return queries.values().stream()
                .flatMap(query -> query.stat().stream())
                .map(source::read)
                .toList();
    }

    /** Differences from each value to the next. */
    private static TimeSeries steps(TimeSeries of, double dividedBy) {
        SortedMap<Instant, Double> values = new TreeMap<>();
        Double last = null;
        for (Map.Entry<Instant, Double> each : of.values().entrySet()) {
            if (last != null) {
                TimeSeries.put(values, each.getKey(), (each.getValue() - last) / dividedBy);
            }
            last = each.getValue();
        }
        return new TimeSeries(of.periodSeconds(), values);
    }

    /** Values for the periods that have none: a number, or the last one there was. */
    private TimeSeries fill(Expression.Call call) throws ExpressionException {
        TimeSeries of = series(call, 0, 2);
        boolean repeat = call.arguments().get(1) instanceof Expression.Reference(String word) && word.equals("REPEAT");
        Double filler = repeat ? null : scalar(call.arguments().get(1));
        SortedMap<Instant, Double> values = new TreeMap<>(of.values());
        for (Instant time = start; time.isBefore(end); time = time.plusSeconds(of.periodSeconds())) {
            if (repeat) {
                filler = of.values().getOrDefault(time, filler);
            }
            if (filler != null) {
                values.putIfAbsent(time, filler);
            }
        }
        return new TimeSeries(of.periodSeconds(), values);
    }

    private double scalar(Expression expression) throws ExpressionException {
        if (compute(expression) instanceof Value.Scalar(double number)) {
            return number;
        }
        throw new ExpressionException("FILL fills with a number or with REPEAT");
    }

    /** {@code IF(condition, then, else)}; without the third, periods that do not meet the condition have no value. */
    private Value choice(Expression.Call call) throws ExpressionException {
        arity(call, 2, 3);
        Value condition = compute(call.arguments().getFirst());
        Value then = compute(call.arguments().get(1));
        Value otherwise =
                call.arguments().size() == 3 ? compute(call.arguments().get(2)) : new Value.Scalar(Double.NaN);
        if (condition instanceof Value.Scalar(double number)) {
            return number != 0 ? then : otherwise;
        }
        if (!(condition instanceof Value.Series(TimeSeries asked))) {
            throw new ExpressionException("the condition of IF is a number or one time series");
        }
        SortedMap<Instant, Double> values = new TreeMap<>();
        asked.values().forEach((time, holds) -> {
            double value = at(holds != 0 ? then : otherwise, time);
            TimeSeries.put(values, time, value);
        });
        return new Value.Series(new TimeSeries(asked.periodSeconds(), values));
    }

    private static double at(Value value, Instant time) {
        return switch (value) {
            case Value.Scalar(double number) -> number;
            case Value.Series(TimeSeries series) -> series.values().getOrDefault(time, Double.NaN);
            case Value.Several ignored -> Double.NaN;
        };
    }

    private TimeSeries series(Expression.Call call, int argument, int arguments) throws ExpressionException {
        arity(call, arguments, arguments);
        if (compute(call.arguments().get(argument)) instanceof Value.Series(TimeSeries series)) {
            return series;
        }
        throw new ExpressionException(call.name() + " is of one time series");
    }

    private static void arity(Expression.Call call, int least, int most) throws ExpressionException {
        int given = call.arguments().size();
        if (given < least || given > most) {
            throw new ExpressionException(call.name() + " takes " + (least == most ? least : least + " to " + most)
                    + " arguments, not " + given);
        }
    }
}
