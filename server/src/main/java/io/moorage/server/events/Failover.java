package io.moorage.server.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The story of one lost instance, in milliseconds since the epoch: noticed, fenced, and what became of its tasks.
 *
 * @param noticedMillis when the control plane knew
 * @param fencedMillis when every file server had expired its clients and refused its addresses; null before that
 * @param fence which fence it is, and the addresses that it refuses
 */
public record Failover(
        String instance, long noticedMillis, @Nullable Long fencedMillis, String fence, List<Moved> tasks) {
    /**
     * A task that was on it.
     *
     * @param reason why ECS says that it stopped
     * @param replacement ARN of the task that took its place; empty while there is none, and null then what follows
     */
    public record Moved(
            String task,
            String group,
            String reason,
            String replacement,
            String instance,
            @Nullable Long placedMillis,
            @Nullable Long runningMillis) {}

    /** @param events oldest first */
    public static List<Failover> of(List<Event> events) {
        List<Failover> all = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Set<String> fences = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            Event fence = events.get(i);
            if (isFence(fence) && fences.add(fence.subject() + " " + fence.text())) {
                all.add(of(fence, events.subList(noticed(events, i), end(events, i)), taken));
            }
        }
        return all;
    }

    private static Failover of(Event requested, List<Event> during, Set<String> taken) {
        long noticed = during.getFirst().timeMillis();
        String lost = requested.subject();
        // Of several steps that were done at once only the last may have been seen.
        Optional<Event> confirmed = first(
                during,
                each -> isFence(each)
                        && each.subject().equals(lost)
                        && !each.kind().equals("FenceRequested"));
        List<Moved> moved = new ArrayList<>();
        for (Event stopped : during) {
            if (stopped.kind().equals("TaskStopped") && stopped.instance().equals(lost)) {
                moved.add(moved(stopped, during, taken));
            }
        }
        return new Failover(
                lost, noticed, confirmed.map(Event::timeMillis).orElse(null), requested.text(), List.copyOf(moved));
    }

    private static Moved moved(Event stopped, List<Event> during, Set<String> taken) {
        Optional<Event> placed = first(
                during,
                each -> each.kind().equals("TaskPlaced")
                        && each.group().equals(stopped.group())
                        && !each.instance().equals(stopped.instance())
                        && !taken.contains(each.subject()));
        placed.ifPresent(each -> taken.add(each.subject()));
        Optional<Event> running =
                placed.flatMap(each -> first(during, other -> is(other, "TaskRunning", each.subject())));
        return new Moved(
                stopped.subject(),
                stopped.group(),
                stopped.text(),
                placed.map(Event::subject).orElse(""),
                placed.map(Event::instance).orElse(""),
                placed.map(Event::timeMillis).orElse(null),
                running.map(Event::timeMillis).orElse(null));
    }

    /** EC2's word for the loss comes before the fence, when it has one. */
    private static int noticed(List<Event> events, int requested) {
        String lost = events.get(requested).subject();
        for (int i = requested - 1; i >= 0; i--) {
            if (is(events.get(i), "InstanceLost", lost)) {
                return i;
            }
            if (isFence(events.get(i)) && events.get(i).subject().equals(lost)) {
                break;
            }
        }
        return requested;
    }

    /** The next loss of the same instance is another story. */
    private static int end(List<Event> events, int requested) {
        for (int i = requested + 1; i < events.size(); i++) {
            Event fence = events.get(i);
            if (isFence(fence)
                    && fence.subject().equals(events.get(requested).subject())
                    && !fence.text().equals(events.get(requested).text())) {
                return i;
            }
        }
        return events.size();
    }

    private static Optional<Event> first(List<Event> events, Predicate<Event> which) {
        return events.stream().filter(which).findFirst();
    }

    private static boolean isFence(Event event) {
        return event.kind().startsWith("Fence");
    }

    private static boolean is(Event event, String kind, String subject) {
        return event.kind().equals(kind) && event.subject().equals(subject);
    }
}
