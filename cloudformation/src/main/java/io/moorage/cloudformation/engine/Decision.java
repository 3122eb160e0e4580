package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.Signal;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackEvent;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackResource.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a view of a stack: first everything is written, in one transaction, then the calls are made.
 *
 * @param stack as it becomes
 * @param resources those that change, as they become
 * @param dropped keys of those that are forgotten
 * @param wakeAfterMillis when to look again though nothing happens; empty when that is not needed
 */
public record Decision(
        Stack stack,
        List<StackResource> resources,
        List<String> dropped,
        List<Event> events,
        List<Signal> signals,
        List<Call> calls,
        Optional<Long> wakeAfterMillis) {

    /** Something to be told; it gets its number when it is written. */
    public record Event(
            String logicalId,
            String physicalId,
            String type,
            String status,
            Optional<String> reason,
            Optional<String> properties) {

        static Event of(StackResource resource) {
            return of(resource, resource.reason());
        }

        /** Of what happened to a resource, which leaves its status. */
        static Event of(StackResource resource, String what) {
            return of(resource, Optional.of(what));
        }

        private static Event of(StackResource resource, Optional<String> reason) {
            return new Event(
                    resource.logicalId(),
                    resource.physicalId().orElse(""),
                    resource.type(),
                    resource.status().name(),
                    reason,
                    Optional.of(resource.wish().properties()));
        }

        /** Of a stack's own status. */
        public static Event of(Stack stack) {
            return new Event(
                    stack.name(),
                    stack.id(),
                    StackEvent.STACK_TYPE,
                    stack.status().name(),
                    stack.reason(),
                    Optional.empty());
        }
    }

    public boolean writes(Stack before) {
        return !resources.isEmpty()
                || !dropped.isEmpty()
                || !events.isEmpty()
                || !signals.isEmpty()
                || !stack.equals(before);
    }

    /** A stack while it is decided about: what was, with what was decided so far. */
    static final class Draft {
        private final Map<String, StackResource> all = new LinkedHashMap<>();
        private final Map<Place, Map<String, StackResource>> places = new EnumMap<>(Place.class);
        private final Map<String, StackResource> changed = new LinkedHashMap<>();
        private final List<String> dropped = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final List<Signal> signals = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private Optional<Long> wakeAfterMillis = Optional.empty();
        private Stack stack;

        Draft(StackView view) {
            this.stack = view.stack();
            for (Place each : Place.values()) {
                places.put(each, new HashMap<>());
            }
            view.resources().forEach(this::remember);
        }

        private void remember(StackResource row) {
            forget(all.put(row.key(), row));
            if (!row.status().isGone()) {
                places.getOrDefault(row.place(), Map.of()).put(row.logicalId(), row);
            }
        }

        private void forget(@Nullable StackResource row) {
            if (row != null) {
                places.getOrDefault(row.place(), Map.of()).remove(row.logicalId(), row);
            }
        }

        /** The incarnation that counts; empty when there is none, or none any more. */
        Optional<StackResource> current(String logicalId) {
            return Optional.ofNullable(
                    places.getOrDefault(Place.CURRENT, Map.of()).get(logicalId));
        }

        /** The incarnation that the update under way replaced. */
        Optional<StackResource> former(String logicalId) {
            return Optional.ofNullable(
                    places.getOrDefault(Place.FORMER, Map.of()).get(logicalId));
        }

        Stack stack() {
            return stack;
        }

        void stack(Stack next) {
            boolean news = next.status() != stack.status();
            stack = next;
            if (news) {
                events.add(Event.of(next));
            }
        }

        List<StackResource> resources() {
            return List.copyOf(all.values());
        }

        Optional<StackResource> row(String key) {
            return Optional.ofNullable(all.get(key));
        }

        /** Writes it, and tells of it when its status or reason is another one. */
        void put(StackResource next) {
            StackResource before = all.get(next.key());
            putQuietly(next);
            if (before == null
                    || before.status() != next.status()
                    || (next.reason().isPresent() && !before.reason().equals(next.reason()))) {
                events.add(Event.of(next));
            }
        }

        void putQuietly(StackResource next) {
            remember(next);
            changed.put(next.key(), next);
        }

        void drop(StackResource gone) {
            forget(all.remove(gone.key()));
            changed.remove(gone.key());
            dropped.add(gone.key());
        }

        void tell(Event event) {
            events.add(event);
        }

        void told(Signal signal) {
            signals.add(signal.told());
        }

        void call(Call call) {
            calls.add(call);
        }

        void wakeAfter(long millis) {
            wakeAfterMillis = Optional.of(Math.min(millis, wakeAfterMillis.orElse(Long.MAX_VALUE)));
        }

        Decision decision() {
            return new Decision(stack, List.copyOf(changed.values()), dropped, events, signals, calls, wakeAfterMillis);
        }
    }
}
