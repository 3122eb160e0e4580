package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeFileSystemsRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsResponse;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.base.Page;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Collection;
import java.util.List;

/** Shows all file systems, or the one with an id or creation token. */
final class DescribeFileSystems implements Action<DescribeFileSystemsRequest, DescribeFileSystemsResponse> {
    private final Store store;
    private final Descriptions descriptions;

    DescribeFileSystems(Store store, Descriptions descriptions) {
        this.store = store;
        this.descriptions = descriptions;
    }

    @Override
    public Operation<DescribeFileSystemsRequest, DescribeFileSystemsResponse> operation() {
        return EfsOperations.DESCRIBE_FILE_SYSTEMS;
    }

    @Override
    public List<String> resources(DescribeFileSystemsRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId() == null ? "*" : input.fileSystemId()));
    }

    @Override
    public DescribeFileSystemsResponse handle(DescribeFileSystemsRequest input, RequestContext context) {

        ReadView view = store.view();
        Page<FileSystem> page =
                Lookup.page(chosen(input, context, view), FileSystem::id, input.marker(), input.maxItems());
        return DescribeFileSystemsResponse.builder()
                .marker(input.marker())
                .fileSystems(page.map(each -> descriptions.of(each, view)).items())
                .nextMarker(page.next().orElse(null))
                .build();
    }

    private static Collection<FileSystem> chosen(
            DescribeFileSystemsRequest input, RequestContext context, ReadView view) {
        String id = input.fileSystemId();
        String token = input.creationToken();
        if (id != null && token != null) {
            throw Refusal.badRequest("Give a FileSystemId or a CreationToken, not both.");
        }
        if (id != null) {
            return List.of(Lookup.fileSystem(context, view, id));
        }
        return token == null
                ? view.all(EfsTables.FILE_SYSTEMS)
                : view.by(EfsTables.FILE_SYSTEMS, EfsTables.FILE_SYSTEMS_BY_CREATION_TOKEN, token);
    }
}
