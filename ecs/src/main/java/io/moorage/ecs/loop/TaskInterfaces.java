package io.moorage.ecs.loop;

import io.moorage.ecs.EcsIds;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskInterface;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Makes and removes the network interfaces of tasks (ECS developer guide, "awsvpc network mode"). */
final class TaskInterfaces {
    private final EcsArns arns;
    private final EcsIds ids;
    private final RandomGenerator random;

    TaskInterfaces(EcsArns arns, EcsIds ids, RandomGenerator random) {
        this.arns = arns;
        this.ids = ids;
        this.random = random;
    }

    /** Empty when no subnet of the place in the instance's Availability Zone has a free address. */
    Optional<TaskInterface> make(Transaction tx, NetworkPlace place, ContainerInstance instance, Instant now) {
        for (String id : place.subnets()) {
            Optional<Subnet> subnet = tx.find(Ec2Tables.SUBNETS, id).filter(each -> serves(each, instance));
            Optional<Subnet.Allocation> allocation = subnet.flatMap(
                    each -> each.allocate(tx.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, each.id())));
            if (allocation.isPresent()) {
                tx.update(Ec2Tables.SUBNETS, allocation.get().after());
                return Optional.of(make(tx, subnet.get(), allocation.get().address(), place, instance, now));
            }
        }
        return Optional.empty();
    }

    private TaskInterface make(
            Transaction tx,
            Subnet subnet,
            String address,
            NetworkPlace place,
            ContainerInstance instance,
            Instant now) {
        String attachment = ids.uuid();
        NetworkInterface made = NetworkInterface.in(
                subnet,
                address,
                place.securityGroups(),
                NetworkInterface.task(instance.ec2InstanceId(), arns.attachment(instance.clusterName(), attachment)),
                random);
        tx.insert(Ec2Tables.INTERFACES, made);
        return new TaskInterface(
                attachment,
                made.id(),
                made.macAddress(),
                address,
                subnet.id(),
                subnet.router(),
                subnet.cidr().prefix(),
                TaskInterface.Status.ATTACHING,
                Optional.of(now));
    }

    /** A task that ended gives its address back. */
    static Task release(Transaction tx, Task stopped) {
        Optional<TaskInterface> held =
                stopped.networkInterface().filter(each -> each.status() != TaskInterface.Status.DELETED);
        if (!stopped.stopped() || held.isEmpty()) {
            return stopped;
        }
        if (tx.find(Ec2Tables.INTERFACES, held.get().networkInterfaceId()).isPresent()) {
            tx.delete(Ec2Tables.INTERFACES, held.get().networkInterfaceId());
        }
        return stopped.with(held.get().in(TaskInterface.Status.DELETED));
    }

    /** An instance gets interfaces of subnets in its own zone. */
    private static boolean serves(Subnet subnet, ContainerInstance instance) {
        return subnet.availabilityZone().equals(instance.availabilityZone());
    }

    /** The Availability Zones of the place's subnets. */
    static Set<String> zones(ReadView view, NetworkPlace place) {
        return place.subnets().stream()
                .flatMap(id -> view.find(Ec2Tables.SUBNETS, id).stream())
                .map(Subnet::availabilityZone)
                .collect(Collectors.toSet());
    }
}
