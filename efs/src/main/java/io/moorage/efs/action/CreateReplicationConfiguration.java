package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.CreateReplicationConfigurationRequest;
import io.moorage.awsmodels.efs.DestinationToCreate;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.ReplicationConfigurationDescription;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.Replication;
import io.moorage.model.efs.ReplicationOverwriteProtection;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.Map;

/** Writes that a file system is to be followed by another, which is made unless it is named. */
final class CreateReplicationConfiguration
        implements Action<CreateReplicationConfigurationRequest, ReplicationConfigurationDescription> {
    private final Store store;
    private final Replications replications;

    CreateReplicationConfiguration(Store store, Replications replications) {
        this.store = store;
        this.replications = replications;
    }

    @Override
    public Operation<CreateReplicationConfigurationRequest, ReplicationConfigurationDescription> operation() {
        return EfsOperations.CREATE_REPLICATION_CONFIGURATION;
    }

    @Override
    public List<String> resources(CreateReplicationConfigurationRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.sourceFileSystemId()));
    }

    /** Who has a destination made needs what makes it (EFS user guide, "Permissions required"). */
    @Override
    public List<Permission> furtherPermissions(CreateReplicationConfigurationRequest input, RequestContext context) {
        boolean makes = input.destinations().stream().anyMatch(wanted -> wanted.fileSystemId() == null);
        return makes
                ? List.of(new Permission(
                        EfsOperations.CREATE_FILE_SYSTEM.iamAction(), List.of(Lookup.arn(context, "*")), Map.of()))
                : List.of();
    }

    @Override
    public ReplicationConfigurationDescription handle(
            CreateReplicationConfigurationRequest input, RequestContext context) {
        if (input.destinations().size() != 1) {
            throw Refusal.badRequest("A replication has exactly one destination.");
        }
        DestinationToCreate wanted = input.destinations().getFirst();
        replications.check(wanted);
        return store.transact(tx -> {
            FileSystem source = Lookup.availableFileSystem(context, tx, input.sourceFileSystemId());
            Replications.refuseMember(tx, source.id());
            FileSystem destination = wanted.fileSystemId() == null
                    ? created(replications.destinationOf(source, wanted, context.now()), tx)
                    : present(source, wanted.fileSystemId(), context, tx);
            Replication replication = Replication.enabling(source.id(), destination.id(), context.now());
            tx.insert(EfsTables.REPLICATIONS, replication);
            return replications.description(replication);
        });
    }

    private static FileSystem created(FileSystem destination, Transaction tx) {
        Quotas.refuseTooManyFileSystems(tx);
        tx.insert(EfsTables.FILE_SYSTEMS, destination);
        return destination;
    }

    private static FileSystem present(FileSystem source, String id, RequestContext context, Transaction tx) {
        FileSystem found = Lookup.availableFileSystem(context, tx, id);
        Replications.refuseMember(tx, found.id());
        if (found.id().equals(source.id())) {
            throw Refusal.badRequest("A file system cannot be its own destination.");
        }
        if (found.protection() != ReplicationOverwriteProtection.DISABLED) {
            throw Refusal.badRequest("What is in file system '" + found.id() + "' is protected from being overwritten;"
                    + " disable its ReplicationOverwriteProtection first.");
        }
        if (source.settings().encrypted() && !found.settings().encrypted()) {
            throw new AwsException(
                    EfsOperations.ERROR_CONFLICT_EXCEPTION,
                    "File system '" + source.id() + "' is encrypted, so its destination must be, and '" + found.id()
                            + "' is not.");
        }
        FileSystem replicating = found.withProtection(ReplicationOverwriteProtection.REPLICATING);
        tx.update(EfsTables.FILE_SYSTEMS, replicating);
        return replicating;
    }
}
