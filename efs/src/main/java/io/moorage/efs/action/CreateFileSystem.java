package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
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
import java.util.HashMap;
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
    public Map<String, List<String>> conditions(CreateFileSystemRequest input, RequestContext context) {
        Map<String, List<String>> conditions = new HashMap<>(Tags.requested(input.tags()));
        conditions.put(
                "elasticfilesystem:Encrypted", List.of(Boolean.toString(Boolean.TRUE.equals(input.encrypted()))));
        return conditions;
    }

    @Override
    public List<Permission> furtherPermissions(CreateFileSystemRequest input, RequestContext context) {
        return Tags.onCreation(this, input.tags(), Lookup.arn(context, "*"));
    }

    @Override
    public FileSystemDescription handle(CreateFileSystemRequest input, RequestContext context) {
        FileSystem.Settings settings = settings(input);
        Map<String, String> tags = Tags.ofNew(input.tags(), context);
        boolean backup = Objects.requireNonNullElse(
                input.backup(), settings.availabilityZone().isPresent());
        return store.transact(tx -> {
            refuseUsedToken(tx, input.creationToken());
            Quotas.refuseTooManyFileSystems(tx);
            FileSystem created = FileSystem.creating(
                    FileSystem.nextId(random),
                    input.creationToken(),
                    context.now(),
                    settings,
                    backup ? BackupStatus.ENABLED : BackupStatus.DISABLED,
                    tags);
            tx.insert(EfsTables.FILE_SYSTEMS, created);
            return descriptions.of(created, tx);
        });
    }

    private FileSystem.Settings settings(CreateFileSystemRequest input) {
        String performance = Objects.requireNonNullElse(input.performanceMode(), PerformanceMode.GENERAL_PURPOSE);
        Throughput throughput = Throughput.of(
                Objects.requireNonNullElse(input.throughputMode(), ThroughputMode.BURSTING),
                Optional.ofNullable(input.provisionedThroughputInMibps()));
        Optional<String> zone = Optional.ofNullable(input.availabilityZoneName());
        if (performance.equals(PerformanceMode.MAX_IO) && zone.isPresent()) {
            throw Refusal.badRequest("The performance mode maxIO is not there for One Zone file systems.");
        }
        throughput.requireFitting(performance);
        if (zone.isPresent() && !config.zones().contains(zone.get())) {
            throw Refusal.badRequest("Unknown Availability Zone: " + zone.get());
        }
        Encryption encryption = Encryption.of(input.encrypted(), input.kmsKeyId(), config.region(), config.accountId());
        return new FileSystem.Settings(
                performance,
                throughput.mode(),
                throughput.provisioned(),
                zone,
                encryption.encrypted(),
                encryption.keyArn(),
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
