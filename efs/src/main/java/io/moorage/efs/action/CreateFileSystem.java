package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.PerformanceMode;
import io.moorage.awsmodels.efs.ThroughputMode;
import io.moorage.efs.EfsConfig;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Writes a file system that a loop then makes; a creation token makes one only once. */
final class CreateFileSystem implements Action<CreateFileSystemRequest, FileSystemDescription> {
    private final Store store;
    private final RandomGenerator random;
    private final EfsConfig config;
    private final Descriptions descriptions;

    CreateFileSystem(Store store, RandomGenerator random, EfsConfig config, Descriptions descriptions) {
        this.store = store;
        this.random = random;
        this.config = config;
        this.descriptions = descriptions;
    }

    @Override
    public Operation<CreateFileSystemRequest, FileSystemDescription> operation() {
        return EfsOperations.CREATE_FILE_SYSTEM;
    }

    @Override
    public List<String> resources(CreateFileSystemRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, "*"));
    }

    @Override
    public FileSystemDescription handle(CreateFileSystemRequest input, RequestContext context) {

        FileSystem.Settings settings = settings(input);
        Map<String, String> tags = Tags.added(Map.of(), input.tags());
        return store.transact(tx -> {
            refuseUsedToken(tx, input.creationToken());
            FileSystem created = FileSystem.creating(
                    FileSystem.nextId(random),
                    input.creationToken(),
                    context.now(),
                    settings,
                    BackupStatus.DISABLED,
                    tags);
            tx.insert(EfsTables.FILE_SYSTEMS, created);
            return descriptions.of(created, tx);
        });
    }

    private FileSystem.Settings settings(CreateFileSystemRequest input) {
        if (Boolean.TRUE.equals(input.encrypted()) || input.kmsKeyId() != null) {
            throw Refusal.unsupported("encryption at rest");
        }
        if (Boolean.TRUE.equals(input.backup())) {
            throw Refusal.unsupported("automatic backups");
        }
        String performance = Objects.requireNonNullElse(input.performanceMode(), PerformanceMode.GENERAL_PURPOSE);
        Throughput throughput = Throughput.of(
                Objects.requireNonNullElse(input.throughputMode(), ThroughputMode.BURSTING),
                Optional.ofNullable(input.provisionedThroughputInMibps()));
        if (performance.equals(PerformanceMode.MAX_IO)
                && (throughput.mode().equals(ThroughputMode.ELASTIC) || input.availabilityZoneName() != null)) {
            throw Refusal.badRequest("The maxIO performance mode is not there for Elastic throughput or One Zone.");
        }
        Optional<String> zone = Optional.ofNullable(input.availabilityZoneName());
        if (zone.isPresent() && !config.zones().contains(zone.get())) {
            throw Refusal.badRequest("Unknown Availability Zone: " + zone.get());
        }
        return new FileSystem.Settings(
                performance,
                throughput.mode(),
                throughput.provisioned(),
                zone,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static void refuseUsedToken(ReadView view, String token) {
        view.by(EfsTables.FILE_SYSTEMS, EfsTables.FILE_SYSTEMS_BY_CREATION_TOKEN, token).stream()
                .findFirst()
                .ifPresent(present -> {
                    throw new AwsException(
                            EfsOperations.ERROR_FILE_SYSTEM_ALREADY_EXISTS,
                            "File system '" + present.id() + "' already exists with creation token '" + token + "'",
                            Map.of("FileSystemId", present.id()));
                });
    }
}
