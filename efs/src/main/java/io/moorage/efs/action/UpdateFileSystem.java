package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.ThroughputMode;
import io.moorage.awsmodels.efs.UpdateFileSystemRequest;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;
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
            FileSystem present = Lookup.availableFileSystem(context, tx, input.fileSystemId());
            FileSystem.Settings settings = present.settings();
            Throughput throughput = Throughput.changed(
                    settings,
                    Optional.ofNullable(input.throughputMode()),
                    Optional.ofNullable(input.provisionedThroughputInMibps()));
            throughput.requireFitting(settings.performanceMode());
            if (present.lifecycle().toArchive().isPresent()
                    && !throughput.mode().equals(ThroughputMode.ELASTIC)) {
                throw Refusal.badRequest("The Archive storage class needs the throughput mode elastic; take"
                        + " TransitionToArchive out of the lifecycle configuration first.");
            }
            FileSystem.Settings changed = throughput.in(settings, context.now());
            if (changed.equals(settings)) {
                return descriptions.of(present, tx);
            }
            FileSystem updated = present.updating(changed);
            tx.update(EfsTables.FILE_SYSTEMS, updated);
            return descriptions.of(updated, tx);
        });
    }
}
