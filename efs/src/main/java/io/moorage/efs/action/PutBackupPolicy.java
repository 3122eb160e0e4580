package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.BackupPolicyDescription;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.PutBackupPolicyRequest;
import io.moorage.awsmodels.efs.Status;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Turns daily backups on or off. */
final class PutBackupPolicy implements Action<PutBackupPolicyRequest, BackupPolicyDescription> {
    private final Store store;

    PutBackupPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<PutBackupPolicyRequest, BackupPolicyDescription> operation() {
        return EfsOperations.PUT_BACKUP_POLICY;
    }

    @Override
    public List<String> resources(PutBackupPolicyRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public BackupPolicyDescription handle(PutBackupPolicyRequest input, RequestContext context) {
        String wanted = input.backupPolicy().status();
        if (!wanted.equals(Status.ENABLED) && !wanted.equals(Status.DISABLED)) {
            throw Refusal.badRequest("A backup policy is set to ENABLED or DISABLED, not to " + wanted + ".");
        }
        return store.transact(tx -> {
            FileSystem present = Lookup.availableFileSystem(context, tx, input.fileSystemId());
            FileSystem changed = present.withBackup(present.backup().asked(wanted.equals(Status.ENABLED)));
            tx.update(EfsTables.FILE_SYSTEMS, changed);
            return Descriptions.backup(changed);
        });
    }
}
