package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.BackupPolicyDescription;
import io.moorage.awsmodels.efs.DescribeBackupPolicyRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.store.Store;
import java.util.List;

/** Shows whether daily backups are on. */
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
        return Descriptions.backup(Lookup.fileSystem(context, store.view(), input.fileSystemId()));
    }
}
