package io.moorage.ecs.action;

import io.moorage.ecs.loop.LossStep;
import io.moorage.model.Failover;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Container instances that leave their cluster though tasks may be on them, which are stopped. */
record Departure(Ecs ecs, Transaction tx, Instant now) {
    /** It is deregistered by force. */
    ContainerInstance forced(ContainerInstance instance) {
        ContainerInstance inactive = deregister(instance);
        // Nobody will report the end of tasks whose agent is away: the fence must stand in for it.
        return !live(instance).isEmpty() && !inactive.agentConnected() && !inactive.lost()
                ? LossStep.lose(tx, inactive, notice())
                : inactive;
    }

    /**
     * A machine registers: what it was known as in another cluster, or before it was deregistered, is over, since the agent that
     * registers has forgotten it.
     *
     * @param known what it goes on as, if it was known there
     */
    void fromElsewhere(String machine, Optional<ContainerInstance> known) {
        List<ContainerInstance> former =
                tx.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_EC2_INSTANCE, machine).stream()
                        .filter(each -> known.filter(own -> own.arn().equals(each.arn()))
                                .isEmpty())
                        .filter(each -> !each.inactive() || !live(each).isEmpty())
                        .toList();
        former.forEach(each -> {
            ContainerInstance inactive = deregister(each);
            if (!inactive.lost()) {
                LossStep.leave(tx, inactive, notice());
            }
        });
    }

    private ContainerInstance deregister(ContainerInstance instance) {
        ContainerInstance inactive = instance.deregistered(now);
        tx.update(EcsTables.CONTAINER_INSTANCES, inactive);
        for (Task task : live(instance)) {
            ecs.writes().save(tx, task, task.stopRequested(Stop.deregistered(), now), now);
        }
        return inactive;
    }

    private Collection<Task> live(ContainerInstance instance) {
        return tx.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn());
    }

    private LossStep.Notice notice() {
        return new LossStep.Notice(Failover.Sign.DEREGISTERED, Optional.empty(), now);
    }
}
