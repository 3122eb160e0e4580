package io.moorage.simulation;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.DeleteServiceRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.HostVolumeProperties;
import io.moorage.awsmodels.ecs.MountPoint;
import io.moorage.awsmodels.ecs.PortMapping;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.StopTaskRequest;
import io.moorage.awsmodels.ecs.UpdateContainerInstancesStateRequest;
import io.moorage.awsmodels.ecs.Volume;
import io.moorage.store.EcsTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays a script: lines that start with {@code >} are orders, {@code #} comments; what follows an order is what came of it. */
final class Scenario {
    static String play(String script) {
        StringBuilder played = new StringBuilder();
        try (Simulation simulation = new Simulation(1)) {
            Scenario scenario = new Scenario(simulation);
            for (String line : script.lines().toList()) {
                if (line.startsWith("#") || line.isBlank()) {
                    played.append(line).append('\n');
                } else if (line.startsWith(">")) {
                    played.append(line).append('\n');
                    scenario.order(line.substring(1).strip())
                            .forEach(each -> played.append(each).append('\n'));
                }
            }
        }
        return played.toString();
    }

    private final Simulation simulation;
    private final History history;
    private final SchedulingOrders scheduling;
    private final StoreOrders others;
    private final DeploymentOrders deployments;

    private Scenario(Simulation simulation) {
        this.simulation = simulation;
        this.history = new History(simulation);
        this.scheduling = new SchedulingOrders(simulation);
        this.others = new StoreOrders(simulation);
        this.deployments = new DeploymentOrders(simulation);
        simulation.afterEachRound(history::note);
    }

    private List<String> order(String text) {
        List<String> lines = new ArrayList<>();
        try {
            lines.addAll(perform(text.split(" +")));
        } catch (AwsException e) {
            lines.add("         " + e.code() + ": " + e.getMessage());
        }
        simulation.settle();
        lines.addAll(history.take());
        return lines;
    }

    private List<String> perform(String[] words) {
        switch (words[0]) {
            case "launch" -> simulation.launch(words[1], words[2], words.length > 3 ? words[3] : "t3.micro");
            case "kill" -> simulation.kill(words[1]);
            case "terminate" -> simulation.terminate(words[1]);
            case "start-again" -> simulation.startAgain(words[1]);
            case "cut" -> simulation.cut(words[1]);
            case "disconnect" -> simulation.disconnect(words[1]);
            case "restart-agent" -> simulation.restartAgent(words[1]);
            case "heal" -> simulation.heal(words[1]);
            case "file-servers" -> simulation.fileServersAnswer(words[1].equals("answer"));
            case "restart-control-plane" -> simulation.restartControlPlane();
            case "trust-wake-ups" -> simulation.trustWakeUps();
            case "advance" -> simulation.advance(Duration.parse("PT" + words[1]));
            case "clock" -> simulation.setClock(Duration.parse("PT" + words[1]));
            case "crash" -> simulation.crash(history.task(words[1]));
            case "define" -> define(words[1], words[2], options(words, 3));
            case "deregister-definition" -> scheduling.deregisterDefinition(words[1]);
            case "delete-definition" -> scheduling.deleteDefinition(words[1]);
            case "service" -> service(words);
            case "update" -> scheduling.update(words[1], options(words, 2));
            case "attribute" -> scheduling.attribute(instance(words[1]), words[2], words[3]);
            case "task-set" -> scheduling.createTaskSet(words[1], words[2], words[3], words[4], options(words, 5));
            case "scale-set" -> scheduling.scaleTaskSet(words[1], words[2], words[3]);
            case "primary-set" -> scheduling.makePrimary(words[1], words[2]);
            case "delete-set" -> scheduling.deleteTaskSet(words[1], words[2]);
            case "stop-deployment" -> deployments.stopNewest(words[1]);
            case "history" -> {
                return deployments.show(words[1]);
            }
            case "provider" -> scheduling.provider(words[1], words[2], options(words, 3));
            case "cluster-providers" -> scheduling.clusterProviders(options(words, 1));
            case "alarm" -> others.alarm(words[1], words[2]);
            case "health" -> others.health(history.task(words[1]), words[2]);
            case "subnet" -> others.subnet(words[1], words[2], words[3]);
            case "group" -> others.group(words[1]);
            case "member" -> others.member(words[1], words[2]);
            case "delete" ->
                simulation
                        .api()
                        .call(
                                EcsOperations.DELETE_SERVICE,
                                DeleteServiceRequest.builder()
                                        .service(words[1])
                                        .force(true)
                                        .build());
            case "run" -> {
                return scheduling.run(words[1], options(words, 2));
            }
            case "stop" ->
                simulation
                        .api()
                        .call(
                                EcsOperations.STOP_TASK,
                                StopTaskRequest.builder()
                                        .task(history.task(words[1]))
                                        .build());
            case "protect" -> scheduling.protect(history.task(words[1]), words[2].equals("on"));
            case "state" -> state(words[1], words[2]);
            case "show" -> {
                return history.show(simulation
                        .store()
                        .view()
                        .find(EcsTables.SERVICES, "arn:aws:ecs:us-east-1:123456789012:service/default/" + words[1])
                        .orElseThrow());
            }
            default -> throw new IllegalArgumentException("unknown order: " + words[0]);
        }
        return List.of();
    }

    private void define(String family, String image, Map<String, String> options) {
        ContainerDefinition.Builder container = ContainerDefinition.builder()
                .name("main")
                .image(image)
                .cpu(Integer.parseInt(options.getOrDefault("cpu", "100")))
                .memory(Integer.parseInt(options.getOrDefault("memory", "128")));
        RegisterTaskDefinitionRequest.Builder request =
                RegisterTaskDefinitionRequest.builder().family(family);
        if (options.containsKey("port")) {
            int port = Integer.parseInt(options.get("port"));
            container.portMappings(List.of(
                    PortMapping.builder().containerPort(port).hostPort(port).build()));
        }
        request.networkMode(options.get("network"));
        if (options.containsKey("host")) {
            request.volumes(List.of(Volume.builder()
                    .name("data")
                    .host(new HostVolumeProperties(options.get("host")))
                    .build()));
        }
        if (options.containsKey("mount")) {
            container.mountPoints(List.of(new MountPoint(options.get("mount"), "/data", false)));
        }
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        request.containerDefinitions(List.of(container.build())).build());
    }

    /** A name; a definition and a count where there are any; options. */
    private void service(String[] words) {
        int options = 2;
        String definition = null;
        Integer count = null;
        if (words.length > options && !words[options].matches("[0-9]+|.*=.*")) {
            definition = words[options++];
        }
        if (words.length > options && !words[options].contains("=")) {
            count = Integer.valueOf(words[options++]);
        }
        scheduling.service(words[1], definition, count, options(words, options));
    }

    private void state(String ec2InstanceId, String status) {
        simulation
                .api()
                .call(
                        EcsOperations.UPDATE_CONTAINER_INSTANCES_STATE,
                        UpdateContainerInstancesStateRequest.builder()
                                .containerInstances(List.of(instance(ec2InstanceId)))
                                .status(status)
                                .build());
    }

    private String instance(String ec2InstanceId) {
        return simulation
                .store()
                .view()
                .by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_EC2_INSTANCE, ec2InstanceId)
                .iterator()
                .next()
                .arn();
    }

    private static Map<String, String> options(String[] words, int from) {
        Map<String, String> options = new TreeMap<>();
        for (int i = from; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            options.put(pair[0], pair[1]);
        }
        return options;
    }
}
