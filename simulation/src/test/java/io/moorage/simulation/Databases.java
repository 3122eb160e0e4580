package io.moorage.simulation;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.EFSAuthorizationConfig;
import io.moorage.awsmodels.ecs.EFSVolumeConfiguration;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.MountPoint;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.RunTaskResponse;
import io.moorage.awsmodels.ecs.StartTaskRequest;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.awsmodels.ecs.TagResourceRequest;
import io.moorage.awsmodels.ecs.UntagResourceRequest;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.awsmodels.ecs.Volume;
import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.InstanceMounts;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.model.ecs.Task;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.SharedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Databases on one EFS file system, in a simulation. */
final class Databases {
    static final String FILE_SYSTEM = "fs-0123456789abcdef0";
    static final String POINT = "fsap-0123456789abcdef0";
    static final List<Tag> SINGLE = List.of(new Tag(WriterGuard.TAG, "true"));

    private static final String ARNS = "arn:aws:ecs:us-east-1:123456789012:";

    private final Simulation simulation;

    Databases(Simulation simulation) {
        this.simulation = simulation;
        simulation.store().transact(tx -> {
            tx.insert(
                    EfsTables.FILE_SYSTEMS,
                    FileSystem.creating(
                            FILE_SYSTEM,
                            "token",
                            simulation.now(),
                            new FileSystem.Settings(
                                    "generalPurpose",
                                    "bursting",
                                    Optional.empty(),
                                    Optional.empty(),
                                    false,
                                    Optional.empty(),
                                    Optional.empty()),
                            BackupStatus.DISABLED,
                            Map.of()));
            tx.insert(
                    EfsTables.ACCESS_POINTS,
                    new AccessPoint(
                            POINT,
                            "token",
                            FILE_SYSTEM,
                            LifeCycleState.AVAILABLE,
                            Optional.empty(),
                            new AccessPoint.RootDirectory("/apps/db", Optional.empty()),
                            Map.of()));
            return tx;
        });
    }

    static EFSVolumeConfiguration directory(String path) {
        return new EFSVolumeConfiguration(FILE_SYSTEM, path, null, null, null);
    }

    static EFSVolumeConfiguration accessPoint() {
        return new EFSVolumeConfiguration(FILE_SYSTEM, null, "ENABLED", null, new EFSAuthorizationConfig(POINT, null));
    }

    /** One container that has the volume mounted. */
    void define(String family, EFSVolumeConfiguration volume, boolean readOnly, List<Tag> tags) {
        define(
                family,
                Volume.builder().name("data").efsVolumeConfiguration(volume).build(),
                readOnly,
                tags);
    }

    void define(String family, Volume volume, boolean readOnly, List<Tag> tags) {
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family(family)
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("main")
                                        .image("mysql")
                                        .memory(64)
                                        .mountPoints(List.of(new MountPoint("data", "/var/lib/mysql", readOnly)))
                                        .build()))
                                .volumes(List.of(volume))
                                .tags(tags)
                                .build());
    }

    void service(String name, String family, int desired, List<Tag> tags) {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_SERVICE,
                        CreateServiceRequest.builder()
                                .serviceName(name)
                                .taskDefinition(family)
                                .desiredCount(desired)
                                .tags(tags)
                                .build());
    }

    void daemon(String name, String family, List<Tag> tags) {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_SERVICE,
                        CreateServiceRequest.builder()
                                .serviceName(name)
                                .taskDefinition(family)
                                .schedulingStrategy("DAEMON")
                                .tags(tags)
                                .build());
    }

    void update(String service, UpdateServiceRequest.Builder request) {
        simulation
                .api()
                .call(EcsOperations.UPDATE_SERVICE, request.service(service).build());
    }

    RunTaskResponse run(String family, int count) {
        return simulation
                .api()
                .call(
                        EcsOperations.RUN_TASK,
                        RunTaskRequest.builder()
                                .taskDefinition(family)
                                .count(count)
                                .build());
    }

    List<Failure> startOn(String family, @Nullable String instanceArn) {
        return simulation
                .api()
                .call(
                        EcsOperations.START_TASK,
                        StartTaskRequest.builder()
                                .taskDefinition(family)
                                .containerInstances(List.of(String.valueOf(instanceArn)))
                                .build())
                .failures();
    }

    void tagService(String name, boolean tagged) {
        String arn = ARNS + "service/default/" + name;
        if (tagged) {
            simulation.api().call(EcsOperations.TAG_RESOURCE, new TagResourceRequest(arn, SINGLE));
        } else {
            simulation
                    .api()
                    .call(EcsOperations.UNTAG_RESOURCE, new UntagResourceRequest(arn, List.of(WriterGuard.TAG)));
        }
    }

    void tagFileSystem(boolean tagged) {
        Map<String, String> tags = tagged ? Map.of(WriterGuard.TAG, "true") : Map.of();
        simulation.store().transact(tx -> {
            FileSystem now = tx.find(EfsTables.FILE_SYSTEMS, FILE_SYSTEM).orElseThrow();
            tx.update(EfsTables.FILE_SYSTEMS, now.withTags(tags));
            return now;
        });
    }

    void tagAccessPoint() {
        simulation.store().transact(tx -> {
            AccessPoint now = tx.find(EfsTables.ACCESS_POINTS, POINT).orElseThrow();
            tx.update(EfsTables.ACCESS_POINTS, now.withTags(Map.of(WriterGuard.TAG, "true")));
            return now;
        });
    }

    void mountTarget(String address) {
        simulation.store().transact(tx -> {
            MountTarget target = new MountTarget(
                    "fsmt-1",
                    FILE_SYSTEM,
                    "vpc-1",
                    "subnet-1",
                    "us-east-1a",
                    "use1-az1",
                    address,
                    "eni-1",
                    LifeCycleState.AVAILABLE);
            tx.put(EfsTables.MOUNT_TARGETS, target);
            return target;
        });
    }

    /** Every agent says so, besides what it said before. */
    void mounted(String directory, String source) {
        simulation.store().transact(tx -> {
            for (ContainerInstance instance : tx.all(EcsTables.CONTAINER_INSTANCES)) {
                List<InstanceMounts.Mount> mounts = new ArrayList<>();
                tx.find(EcsTables.INSTANCE_MOUNTS, instance.arn()).ifPresent(known -> mounts.addAll(known.mounts()));
                mounts.add(new InstanceMounts.Mount(directory, source));
                tx.put(EcsTables.INSTANCE_MOUNTS, new InstanceMounts(instance.arn(), mounts));
            }
            return tx;
        });
    }

    /** As if nobody had written down what tasks write, and that it was guarded. */
    void forgetWriters() {
        simulation.store().transact(tx -> {
            List.copyOf(tx.all(EcsTables.WRITERS)).forEach(each -> tx.delete(EcsTables.WRITERS, each.key()));
            List.copyOf(tx.all(SharedTables.GUARDS)).forEach(each -> tx.delete(SharedTables.GUARDS, each.key()));
            return tx;
        });
    }

    Optional<WriterGuard> guard(String directory) {
        return simulation.store().view().find(SharedTables.GUARDS, WriterGuard.key(FILE_SYSTEM, directory));
    }

    /** Those that are not stopped. */
    List<Task> live() {
        return simulation.store().view().all(EcsTables.TASKS).stream()
                .filter(task -> !task.stopped())
                .toList();
    }

    /** Newest first. */
    List<String> events(String service) {
        return simulation.store().view().find(EcsTables.SERVICES, ARNS + "service/default/" + service).stream()
                .map(Service::events)
                .flatMap(List::stream)
                .map(ServiceEvent::message)
                .toList();
    }
}
