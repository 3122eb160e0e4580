package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.UpdateFileSystemRequest;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Changes the throughput mode. */
final class UpdateFileSystem implements Action<UpdateFileSystemRequest, FileSystemDescription> {
    private final Store store;
    private final Descriptions descriptions;

    UpdateFileSystem(Store store, Descriptions descriptions) {
        this.store = store;
        this.descriptions = descriptions;
    }

    @Override
    public Operation<UpdateFileSystemRequest, FileSystemDescription> operation() {
        return EfsOperations.UPDATE_FILE_SYSTEM;
    }

    @Override
    public List<String> resources(UpdateFileSystemRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public FileSystemDescription handle(UpdateFileSystemRequest input, RequestContext context) {

        return store.transact(tx -> {
            FileSystem present = Lookup.availableFileSystem(tx, input.fileSystemId());
            FileSystem.Settings settings = present.settings();
            String mode = Objects.requireNonNullElse(input.throughputMode(), settings.throughputMode());
            Optional<Double> provisioned = Optional.ofNullable(input.provisionedThroughputInMibps());
            Throughput throughput = Throughput.of(
                    mode,
                    mode.equals(settings.throughputMode())
                            ? provisioned.or(settings::provisionedThroughputInMibps)
                            : provisioned);
            FileSystem updated = present.updating(settings.withThroughput(
                    throughput.mode(), throughput.provisioned(), settings.throughputRestricted()));
            tx.update(EfsTables.FILE_SYSTEMS, updated);
            return descriptions.of(updated, tx);
        });
    }
}
