package io.moorage.simulation;

import io.moorage.agentwire.Capabilities;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.ClusterSetting;
import io.moorage.awsmodels.ecs.CreateClusterRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.Resource;
import io.moorage.awsmodels.ecs.VersionInfo;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.InstanceType;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An agent on every running EC2 instance in the store: registers by the API, connects to the sessions, runs tasks in memory. It joins the
 * cluster that the instance's user data names ({@code ECS_CLUSTER=...}), else {@code default}.
 *
 * <p>Called by one thread at a time.
 */
public final class SimulatedFleet {
    private static final Pattern CLUSTER = Pattern.compile("ECS_CLUSTER=([A-Za-z0-9_-]+)");
    private static final int CPU_PER_CORE = 1024;
    /** What the system of an instance keeps for itself, MiB. */
    private static final int SYSTEM_MEMORY = 128;

    private final Store store;
    private final Map<String, SimulatedAgent> agents = new TreeMap<>();
    private EcsApi api;
    private AgentSessions sessions;

    public SimulatedFleet(Store store, EcsApi api, AgentSessions sessions) {
        this.store = store;
        this.api = api;
        this.sessions = sessions;
    }

    /** The control plane was restarted: agents find the new one. */
    public void reconnect(EcsApi newApi, AgentSessions newSessions) {
        api = newApi;
        sessions = newSessions;
        agents.values().forEach(each -> each.lostControlPlane(newApi));
    }

    /** Their machines are gone, and whatever was known of them. */
    void forget() {
        agents.clear();
        sessions.forget();
    }

    /** Returns true when some agent did something. */
    public boolean run(Instant now) {
        boolean busy = false;
        Set<String> up = new HashSet<>();
        for (Instance instance : store.view().all(Ec2Tables.INSTANCES)) {
            if (instance.state() == InstanceState.RUNNING) {
                up.add(instance.id());
                busy |= boot(instance);
            }
        }
        agents.keySet().retainAll(up);
        for (SimulatedAgent agent : List.copyOf(agents.values())) {
            busy |= connect(agent);
            busy |= agent.step(now);
        }
        return busy;
    }

    Optional<SimulatedAgent> agent(String ec2InstanceId) {
        return Optional.ofNullable(agents.get(ec2InstanceId));
    }

    Collection<SimulatedAgent> agents() {
        return agents.values();
    }

    private boolean boot(Instance instance) {
        String bootId = bootId(instance);
        SimulatedAgent present = agents.get(instance.id());
        if (present != null && present.bootId().equals(bootId)) {
            return false;
        }
        agents.put(instance.id(), new SimulatedAgent(api, register(instance, cluster(instance)), bootId));
        return true;
    }

    /** Its agent forgets everything and is started again for another cluster. */
    void move(String ec2InstanceId, String cluster) {
        Instance instance =
                store.view().find(Ec2Tables.INSTANCES, ec2InstanceId).orElseThrow();
        SimulatedAgent former = agents.get(ec2InstanceId);
        if (former != null) {
            former.exit();
        }
        agents.put(ec2InstanceId, new SimulatedAgent(api, register(instance, cluster), bootId(instance)));
    }

    private static String bootId(Instance instance) {
        return instance.id() + "/" + instance.bootCount();
    }

    private boolean connect(SimulatedAgent agent) {
        if (!agent.wantsConnection()) {
            return false;
        }
        Optional<ContainerInstance> row = store.view()
                .find(EcsTables.CONTAINER_INSTANCES, agent.instanceArn())
                .filter(each -> !each.inactive());
        row.ifPresent(each -> agent.connected(sessions.connected(each, agent)));
        return row.isPresent();
    }

    private String register(Instance instance, String cluster) {
        if (store.view()
                .find(EcsTables.CLUSTERS, cluster)
                .filter(Cluster::active)
                .isEmpty()) {
            api.call(
                    EcsOperations.CREATE_CLUSTER,
                    CreateClusterRequest.builder()
                            .clusterName(cluster)
                            .settings(List.<ClusterSetting>of())
                            .build());
        }
        InstanceType type = InstanceType.named(instance.launch().instanceType())
                .orElseGet(() -> InstanceType.named(InstanceType.DEFAULT).orElseThrow());
        RegisterContainerInstanceRequest request = RegisterContainerInstanceRequest.builder()
                .cluster(cluster)
                .instanceIdentityDocument("{\"instanceId\":\"" + instance.id() + "\"}")
                .versionInfo(new VersionInfo("simulated", "0", "DockerVersion: 20.10"))
                .totalResources(List.of(
                        number("CPU", type.vcpus() * CPU_PER_CORE),
                        number("MEMORY", type.memoryMib() - SYSTEM_MEMORY),
                        Resource.builder()
                                .name("PORTS")
                                .type("STRINGSET")
                                .stringSetValue(List.of("22", "2375", "2376", "51678", "51679"))
                                .build()))
                .attributes(Stream.concat(
                                Capabilities.OWN_AGENT.stream().map(name -> new Attribute(name, null, null, null)),
                                Stream.of(new Attribute("ecs.os-type", "linux", null, null)))
                        .toList())
                .build();
        var registered =
                api.call(EcsOperations.REGISTER_CONTAINER_INSTANCE, request).containerInstance();
        if (registered == null || registered.containerInstanceArn() == null) {
            throw new IllegalStateException("RegisterContainerInstance answered without an ARN");
        }
        return registered.containerInstanceArn();
    }

    private static Resource number(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
    }

    private static String cluster(Instance instance) {
        String userData = instance.launch()
                .userData()
                .map(text -> new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8))
                .orElse("");
        Matcher matcher = CLUSTER.matcher(userData);
        return matcher.find() ? matcher.group(1) : Cluster.DEFAULT;
    }
}
