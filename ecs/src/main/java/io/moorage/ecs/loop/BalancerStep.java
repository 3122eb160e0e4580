package io.moorage.ecs.loop;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.elb.DeregisterEndPointsInput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.Instance;
import io.moorage.awsmodels.elb.RegisterEndPointsInput;
import io.moorage.ecs.EcsConfig;
import io.moorage.ecs.ServiceRole;
import io.moorage.ecs.decide.Balanced;
import io.moorage.ecs.decide.EventWords;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Service;
import io.moorage.model.elb.Registration;
import io.moorage.model.iam.Role;
import io.moorage.store.EcsTables;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Applies {@link Balanced} to one service: by Elastic Load Balancing's API, in the name of the service's role. */
final class BalancerStep {
    private final Store store;
    private final Calls calls;
    private final TaskWrites writes;
    private final EcsConfig config;

    /** Registrations that could not be ended: nothing waits for these. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    BalancerStep(Store store, Calls calls, TaskWrites writes, EcsConfig config) {
        this.store = store;
        this.calls = calls;
        this.writes = writes;
        this.config = config;
    }

    Set<String> refused() {
        return refused;
    }

    void run(String serviceArn, Instant now) {
        Optional<Service> service = store.view()
                .find(EcsTables.SERVICES, serviceArn)
                .filter(each -> !each.balancing().loadBalancers().isEmpty());
        if (service.isPresent()) {
            // New instances first: there is somebody to turn to when the old ones go.
            for (Balanced each : Balanced.of(store.view(), service.get())) {
                register(service.get(), each, now);
                deregister(service.get(), each, now);
            }
        }
    }

    private void register(Service service, Balanced wanted, Instant now) {
        if (wanted.register().isEmpty()) {
            return;
        }
        try {
            calls.call(
                    ElbOperations.REGISTER_INSTANCES_WITH_LOAD_BALANCER,
                    RegisterEndPointsInput.builder()
                            .loadBalancerName(wanted.loadBalancer())
                            .instances(shapes(wanted.register()))
                            .build(),
                    principal(service));
            say(service, EventWords.registered(service.name(), wanted.register().size(), wanted.loadBalancer()), now);
        } catch (AwsException e) {
            say(service, EventWords.notRegistered(service.name(), "register", wanted.loadBalancer(), words(e)), now);
        }
    }

    private void deregister(Service service, Balanced wanted, Instant now) {
        if (wanted.deregister().isEmpty()) {
            return;
        }
        Set<String> keys = wanted.deregister().stream()
                .map(each -> Registration.key(wanted.loadBalancer(), each))
                .collect(Collectors.toSet());
        try {
            calls.call(
                    ElbOperations.DEREGISTER_INSTANCES_FROM_LOAD_BALANCER,
                    DeregisterEndPointsInput.builder()
                            .loadBalancerName(wanted.loadBalancer())
                            .instances(shapes(wanted.deregister()))
                            .build(),
                    principal(service));
            refused.removeAll(keys);
            say(
                    service,
                    EventWords.deregistered(service.name(), wanted.deregister().size(), wanted.loadBalancer()),
                    now);
            long draining = leaving(service, wanted.deregister());
            if (draining > 0) {
                say(service, EventWords.draining(service.name(), draining), now);
            }
        } catch (AwsException e) {
            refused.addAll(keys);
            say(service, EventWords.notRegistered(service.name(), "deregister", wanted.loadBalancer(), words(e)), now);
        }
    }

    /** Tasks that stop when their load balancer has let go of their instances. */
    private long leaving(Service service, List<String> ec2InstanceIds) {
        ReadView view = store.view();
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service.arn()).stream()
                .filter(each -> !each.wanted())
                .filter(each -> view.find(EcsTables.CONTAINER_INSTANCES, each.containerInstanceArn())
                        .filter(instance -> ec2InstanceIds.contains(instance.ec2InstanceId()))
                        .isPresent())
                .count();
    }

    private static String words(AwsException refusal) {
        return refusal.code() + ": " + refusal.getMessage();
    }

    private static List<Instance> shapes(List<String> ids) {
        return ids.stream()
                .map(each -> Instance.builder().instanceId(each).build())
                .toList();
    }

    /** The role's session, or that of ECS's own role ("Using service-linked roles for Amazon ECS"). */
    private Principal principal(Service service) {
        String account = config.accountId();
        Optional<Role> role =
                service.balancing().roleArn().flatMap(arn -> store.view().find(IamTables.ROLES, EcsArns.lastPart(arn)));
        return role.map(each -> new Principal(
                        Principal.Kind.ASSUMED_ROLE,
                        account,
                        "arn:aws:sts::" + account + ":assumed-role/" + each.name() + "/" + ServiceRole.SESSION,
                        each.id() + ":" + ServiceRole.SESSION,
                        each.arn()))
                .orElseGet(() -> ServiceRole.principal(account));
    }

    /** Unless it was the last thing said. */
    private void say(Service service, String message, Instant now) {
        store.transact(tx -> {
            tx.find(EcsTables.SERVICES, service.arn())
                    .filter(each -> each.events().isEmpty()
                            || !each.events().getFirst().message().equals(message))
                    .ifPresent(each -> tx.update(EcsTables.SERVICES, each.with(writes.event(message, now))));
            return message;
        });
    }
}
