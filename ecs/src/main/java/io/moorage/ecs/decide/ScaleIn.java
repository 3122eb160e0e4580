package io.moorage.ecs.decide;

import io.moorage.model.ecs.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks go when there are too many (ECS guide, "Amazon ECS task placement"): zones are kept in balance, and within a zone the
 * instance with most of them loses one first; then the youngest.
 */
final class ScaleIn {
    /** Tasks that never ran first, then the youngest. */
    static final Comparator<Task> YOUNGEST = Comparator.<Task, Boolean>comparing(Task::running)
            .thenComparing(each -> each.times().created(), Comparator.reverseOrder())
            .thenComparing(Task::arn);

    private final Map<String, Integer> byZone = new HashMap<>();
    private final Map<String, Integer> byInstance = new HashMap<>();
    private final List<Task> left;
    private final boolean zonesFirst;

    private ScaleIn(Collection<Task> tasks, boolean zonesFirst) {
        this.left = new ArrayList<>(tasks);
        this.zonesFirst = zonesFirst;
        tasks.forEach(each -> count(each, 1));
    }

    /**
     * Some of {@code tasks}, in the order in which they go.
     *
     * @param zonesFirst a task of a crowded zone goes even when one elsewhere does not run yet
     */
    static List<Task> choose(Collection<Task> tasks, int surplus, boolean zonesFirst) {
        ScaleIn choice = new ScaleIn(tasks, zonesFirst);
        List<Task> chosen = new ArrayList<>();
        while (chosen.size() < surplus) {
            chosen.add(choice.next());
        }
        return chosen;
    }

    private Task next() {
        Task next = left.stream().min(order()).orElseThrow();
        left.remove(next);
        count(next, -1);
        return next;
    }

    private Comparator<Task> order() {
        Comparator<Task> crowded = Comparator.<Task>comparingInt(
                        each -> -byZone.getOrDefault(each.availabilityZone(), 0))
                .thenComparingInt(each -> -byInstance.getOrDefault(each.containerInstanceArn(), 0))
                .thenComparing(YOUNGEST);
        return zonesFirst
                ? crowded
                : Comparator.<Task, Boolean>comparing(Task::running).thenComparing(crowded);
    }

    private void count(Task task, int by) {
        byZone.merge(task.availabilityZone(), by, Integer::sum);
        byInstance.merge(task.containerInstanceArn(), by, Integer::sum);
    }
}
