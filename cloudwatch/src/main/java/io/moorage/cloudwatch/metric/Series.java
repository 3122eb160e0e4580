package io.moorage.cloudwatch.metric;

import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.StatisticSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What is kept of one metric in one unit. Not thread-safe. */
final class Series {
    private final int id;
    private final Key key;
    private final List<Points> tiers = new ArrayList<>();
    private final List<TreeSet<Integer>> unsaved = new ArrayList<>();
    private boolean defined;

    record Key(Metric metric, String unit) {}

    /** @param id short for the key, in the log */
    Series(int id, Key key) {
        this.id = id;
        this.key = key;
        for (int i = 0; i < Tier.ALL.size(); i++) {
            tiers.add(new Points());
            unsaved.add(new TreeSet<>());
        }
    }

    int id() {
        return id;
    }

    Key key() {
        return key;
    }

    Points points(Tier tier) {
        return tiers.get(tier.number());
    }

    int size() {
        return tiers.stream().mapToInt(Points::size).sum();
    }

    /** Adds values to every tier that still keeps their time. */
    void add(Instant time, StatisticSet values, Instant now) {
        for (Tier tier : Tier.ALL) {
            int slot = tier.slot(time);
            if (slot >= tier.oldest(now)) {
                points(tier).add(slot, values);
                unsaved.get(tier.number()).add(slot);
            }
        }
    }

    void dropOld(Instant now) {
        for (Tier tier : Tier.ALL) {
            points(tier).dropBefore(tier.oldest(now));
        }
    }

    /** When the newest values were measured, to the minute; the epoch when there are none. */
    Instant newest() {
        for (Tier tier : Tier.ALL) {
            if (points(tier).size() > 0) {
                return tier.start(points(tier).newest());
            }
        }
        return Instant.EPOCH;
    }

    /** Takes what the log does not have yet. */
    void takeUnsaved(MetricLog.Batch batch) {
        for (Tier tier : Tier.ALL) {
            TreeSet<Integer> slots = unsaved.get(tier.number());
            for (int slot : slots) {
                StatisticSet values = points(tier).at(slot);
                if (values != null) {
                    define(batch);
                    batch.point(id, tier, slot, values);
                }
            }
            slots.clear();
        }
    }

    private void define(MetricLog.Batch batch) {
        if (!defined) {
            batch.series(id, key);
            defined = true;
        }
    }

    /** Takes everything. */
    void takeAll(MetricLog.Batch batch) {
        batch.series(id, key);
        defined = true;
        for (Tier tier : Tier.ALL) {
            points(tier)
                    .visit(Integer.MIN_VALUE, Integer.MAX_VALUE, (slot, values) -> batch.point(id, tier, slot, values));
            unsaved.get(tier.number()).clear();
        }
    }

    void loaded() {
        defined = true;
    }
}
