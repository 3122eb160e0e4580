package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.BackupPolicy;
import io.moorage.awsmodels.efs.BackupPolicyDescription;
import io.moorage.awsmodels.efs.DescribeBackupPolicyRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.Status;
import io.moorage.store.Store;
import java.util.List;

/** Answers that automatic backups are off. */
final class DescribeBackupPolicy implements Action<DescribeBackupPolicyRequest, BackupPolicyDescription> {
    private final Store store;

    DescribeBackupPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeBackupPolicyRequest, BackupPolicyDescription> operation() {
        return EfsOperations.DESCRIBE_BACKUP_POLICY;
    }

    @Override
    public List<String> resources(DescribeBackupPolicyRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public BackupPolicyDescription handle(DescribeBackupPolicyRequest input, RequestContext context) {

        Lookup.fileSystem(store.view(), input.fileSystemId());
        return BackupPolicyDescription.builder()
                .backupPolicy(BackupPolicy.builder().status(Status.DISABLED).build())
                .build();
    }
}
