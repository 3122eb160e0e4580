package io.moorage.model.cloudwatch;

/**
 * Measured values, summed up: what CloudWatch keeps of them, and all it needs for its five statistics.
 *
 * @param count of the values; above 0
 */
public record StatisticSet(double count, double sum, double minimum, double maximum) {
    public static StatisticSet of(double value) {
        return new StatisticSet(1, value, value, value);
    }

    /** The values of both. */
    public StatisticSet plus(StatisticSet other) {
        return new StatisticSet(
                count + other.count,
                sum + other.sum,
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum));
    }

    public double average() {
        return sum / count;
    }

    public double get(Statistic statistic) {
        return switch (statistic) {
            case SAMPLE_COUNT -> count;
            case AVERAGE -> average();
            case SUM -> sum;
            case MINIMUM -> minimum;
            case MAXIMUM -> maximum;
        };
    }
}
