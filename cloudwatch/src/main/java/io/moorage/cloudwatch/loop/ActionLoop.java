package io.moorage.cloudwatch.loop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.base.Backoff;
import io.moorage.cloudwatch.AlarmActions;
import io.moorage.cloudwatch.AlarmActions.ActionException;
import io.moorage.cloudwatch.AlarmChanges;
import io.moorage.model.cloudwatch.AlarmAction;
import io.moorage.model.cloudwatch.AlarmHistoryItem;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out what alarms have to do, and keeps their history short. Steps are taken by one thread. */
public final class ActionLoop {
    private static final Logger LOG = System.getLogger(ActionLoop.class.getName());
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final int MOST_TRIES = 5;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** CloudWatch keeps an alarm's history for 30 days; this, of an alarm that flaps, no more than so much. */
    private static final Duration HISTORY_KEPT = Duration.ofDays(30);

    private static final int HISTORY_PER_ALARM = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final Store store;
    private final AlarmActions actions;
    private final InstantSource clock;

    public ActionLoop(Store store, AlarmActions actions, InstantSource clock) {
        this.store = store;
        this.actions = actions;
        this.clock = clock;
    }

    public Duration step() {
        Instant now = clock.instant();
        Instant next = now.plus(IDLE);
        for (AlarmAction action : List.copyOf(store.view().all(CloudWatchTables.ACTIONS))) {
            if (action.due().isAfter(now)) {
                next = action.due().isBefore(next) ? action.due() : next;
            } else {
                perform(action);
            }
        }
        forgetOldHistory(now);
        return Duration.between(now, next);
    }

    private void perform(AlarmAction action) {
        String failure = "";
        boolean again = false;
        try {
            actions.perform(action.actionArn(), new AlarmActions.Notice(action.alarm(), action.before()));
        } catch (ActionException e) {
            failure = String.valueOf(e.getMessage());
            again = e.passing() && action.failures() + 1 < MOST_TRIES;
        } catch (RuntimeException e) {
            // Whatever it is, it must not keep the actions of all other alarms from being carried out.
            LOG.log(
                    Level.WARNING,
                    "action " + action.actionArn() + " of alarm "
                            + action.alarm().name(),
                    e);
            failure = String.valueOf(e.getMessage());
            again = action.failures() + 1 < MOST_TRIES;
        }
        String why = failure;
        Instant now = clock.instant();
        if (again) {
            Instant due = now.plus(BACKOFF.after(action.failures() + 1));
            store.transact(tx -> {
                tx.put(CloudWatchTables.ACTIONS, action.failed(due));
                return due;
            });
        } else {
            store.transact(tx -> {
                tx.delete(CloudWatchTables.ACTIONS, action.key());
                record(tx, action, why, now);
                return now;
            });
        }
    }

    private static void record(Transaction tx, AlarmAction action, String failure, Instant now) {
        boolean done = failure.isEmpty();
        var data = JSON.createObjectNode()
                .put("actionState", done ? "Succeeded" : "Failed")
                .put("stateUpdateTimestamp", action.alarm().status().updated().toEpochMilli())
                .put("notificationResource", action.actionArn());
        if (!done) {
            data.put("error", failure);
        }
        AlarmChanges.record(
                tx,
                action.alarm().name(),
                AlarmHistoryItem.Type.ACTION,
                done
                        ? "Successfully executed action " + action.actionArn()
                        : "Failed to execute action " + action.actionArn() + ". Received error: " + failure,
                data.toString(),
                now);
    }

    private void forgetOldHistory(Instant now) {
        Map<String, Integer> newer = new HashMap<>();
        List<AlarmHistoryItem> gone = new ArrayList<>();
        List<AlarmHistoryItem> all = List.copyOf(store.view().all(CloudWatchTables.HISTORY));
        for (AlarmHistoryItem item : all.reversed()) {
            int count = newer.merge(item.alarmName(), 1, Integer::sum);
            if (count > HISTORY_PER_ALARM || item.timestamp().isBefore(now.minus(HISTORY_KEPT))) {
                gone.add(item);
            }
        }
        if (!gone.isEmpty()) {
            store.transact(tx -> {
                gone.forEach(item -> tx.delete(CloudWatchTables.HISTORY, item.key()));
                return gone;
            });
        }
    }
}
