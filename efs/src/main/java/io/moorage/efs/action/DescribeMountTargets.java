package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeMountTargetsRequest;
import io.moorage.awsmodels.efs.DescribeMountTargetsResponse;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.base.Page;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Shows a file system's mount targets, or one. */
final class DescribeMountTargets implements Action<DescribeMountTargetsRequest, DescribeMountTargetsResponse> {
    private final Store store;
    private final Descriptions descriptions;

    DescribeMountTargets(Store store, Descriptions descriptions) {
        this.store = store;
        this.descriptions = descriptions;
    }

    @Override
    public Operation<DescribeMountTargetsRequest, DescribeMountTargetsResponse> operation() {
        return EfsOperations.DESCRIBE_MOUNT_TARGETS;
    }

    @Override
    public List<String> resources(DescribeMountTargetsRequest input, RequestContext context) {
        if (input.mountTargetId() != null) {
            return List.of(Lookup.arnOfMountTarget(context, store.view(), input.mountTargetId()));
        }
        String named = input.accessPointId() != null ? input.accessPointId() : input.fileSystemId();
        return List.of(Lookup.arn(context, named == null ? "*" : named));
    }

    @Override
    public DescribeMountTargetsResponse handle(DescribeMountTargetsRequest input, RequestContext context) {

        Page<MountTarget> page =
                Lookup.page(chosen(input, context, store.view()), MountTarget::id, input.marker(), input.maxItems());
        return DescribeMountTargetsResponse.builder()
                .marker(input.marker())
                .mountTargets(page.map(descriptions::of).items())
                .nextMarker(page.next().orElse(null))
                .build();
    }

    private static Collection<MountTarget> chosen(
            DescribeMountTargetsRequest input, RequestContext context, ReadView view) {
        String fileSystem = input.fileSystemId();
        String target = input.mountTargetId();
        String accessPoint = input.accessPointId();
        if (Stream.of(fileSystem, target, accessPoint).filter(Objects::nonNull).count() != 1) {
            throw Refusal.badRequest("Give exactly one of FileSystemId, MountTargetId and AccessPointId.");
        }
        if (accessPoint != null) {
            return of(Lookup.accessPoint(context, view, accessPoint).fileSystemId(), view);
        }
        if (target != null) {
            return List.of(Lookup.mountTarget(view, target));
        }
        return of(
                Lookup.fileSystem(context, view, Objects.requireNonNull(fileSystem))
                        .id(),
                view);
    }

    private static Collection<MountTarget> of(String fileSystemId, ReadView view) {
        return view.by(EfsTables.MOUNT_TARGETS, EfsTables.MOUNT_TARGETS_BY_FILE_SYSTEM, fileSystemId);
    }
}
