package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ecs.decide.CapacityReservation;
import io.moorage.ecs.decide.CapacityReservation.Waiting;
import io.moorage.model.ecs.CapacityProvider.ManagedScaling;
import io.moorage.model.ecs.Resources;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ECS guide, "Cluster Auto Scaling" and "Managed scale-out behavior": what CapacityProviderReservation is. */
class CapacityReservationTest {
    private static final ManagedScaling SCALING = new ManagedScaling(true, 100, 1, 10, 300);
    private static final Resources INSTANCE = new Resources(1024, 1000, Set.of(22), Set.of());

    private static double percent(int instances, int used, List<Waiting> waiting) {
        return CapacityReservation.percent(SCALING, Collections.nCopies(instances, INSTANCE), used, waiting);
    }

    private static List<Waiting> waiting(int count, int memory, boolean alone) {
        return Collections.nCopies(count, new Waiting(new Resources(0, memory, Set.of(), Set.of()), alone));
    }

    /** "100%: all container instances are running at least one non-daemon task." */
    @Test
    void isWhatInstancesRunTasks() {
        assertThat(percent(4, 4, List.of())).isEqualTo(100);
        assertThat(percent(4, 3, List.of())).isEqualTo(75);
        assertThat(percent(4, 0, List.of())).isZero();
        assertThat(percent(0, 0, List.of())).isEqualTo(100);
    }

    /** "If you set a target capacity below 100 %, ... spare capacity": none is kept for nothing, and nothing grows and shrinks for ever. */
    @Test
    void withoutInstancesAndTasksItIsAtItsTarget() {
        ManagedScaling spare = new ManagedScaling(true, 90, 1, 10, 300);
        assertThat(CapacityReservation.percent(spare, List.of(), 0, List.of())).isEqualTo(90);
    }

    /** "When there are no available instances, ECS always scales out to 200%." */
    @Test
    void fromNothingItIsTwoHundred() {
        assertThat(percent(0, 0, waiting(50, 400, false))).isEqualTo(200);
    }

    /** "This calculation uses a binpack strategy", of groups with the same requirements. */
    @Test
    void waitingTasksArePacked() {
        assertThat(percent(2, 2, waiting(2, 400, false))).as("two fit one").isEqualTo(150);
        assertThat(percent(2, 2, waiting(3, 400, false))).isEqualTo(200);
        assertThat(percent(2, 2, waiting(3, 400, true))).as("distinctInstance").isEqualTo(250);
    }

    /** "The task is excluded from scale-out if it does not fit the smallest instance"; steps have a least and a greatest size. */
    @Test
    void stepsAreBounded() {
        assertThat(percent(2, 2, waiting(3, 2000, false))).as("never fits").isEqualTo(100);
        assertThat(percent(4, 3, waiting(3, 2000, false)))
                .as("nor keeps what is empty")
                .isEqualTo(75);
        assertThat(percent(2, 2, waiting(100, 900, false))).as("ten at most").isEqualTo(600);
        ManagedScaling coarse = new ManagedScaling(true, 100, 3, 10, 300);
        assertThat(CapacityReservation.percent(coarse, List.of(INSTANCE), 1, waiting(1, 100, false)))
                .as("three at least")
                .isEqualTo(400);
    }
}
