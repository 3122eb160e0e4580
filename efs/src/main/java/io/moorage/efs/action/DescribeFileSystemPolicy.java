package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeFileSystemPolicyRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemPolicyDescription;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows the file system policy, if it is not the default one, which admits every client. */
final class DescribeFileSystemPolicy implements Action<DescribeFileSystemPolicyRequest, FileSystemPolicyDescription> {
    private final Store store;

    DescribeFileSystemPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeFileSystemPolicyRequest, FileSystemPolicyDescription> operation() {
        return EfsOperations.DESCRIBE_FILE_SYSTEM_POLICY;
    }

    @Override
    public List<String> resources(DescribeFileSystemPolicyRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public FileSystemPolicyDescription handle(DescribeFileSystemPolicyRequest input, RequestContext context) {
        ReadView view = store.view();
        FileSystem fileSystem = Lookup.fileSystem(context, view, input.fileSystemId());
        return view.find(EfsTables.POLICIES, fileSystem.id())
                .map(Descriptions::of)
                .orElseThrow(() -> new AwsException(
                        EfsOperations.ERROR_POLICY_NOT_FOUND,
                        "The default file system policy is in effect for '" + fileSystem.id() + "'."));
    }
}
