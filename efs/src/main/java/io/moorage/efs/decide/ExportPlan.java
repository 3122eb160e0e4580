package io.moorage.efs.decide;

import io.moorage.efs.FileServers.Export;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the file servers are to serve, and whose turn it is when they do.
 *
 * @param exports everything that is wanted
 * @param creating mount targets that become available once they answer
 * @param deleting mount targets that go once they are served no more
 */
public record ExportPlan(Set<Export> exports, List<String> creating, List<String> deleting) {
    public ExportPlan {
        exports = Set.copyOf(exports);
        creating = List.copyOf(creating);
        deleting = List.copyOf(deleting);
    }

    public static ExportPlan of(ReadView view) {
        return new ExportPlan(
                view.all(EfsTables.MOUNT_TARGETS).stream()
                        .filter(target -> target.state() != LifeCycleState.DELETING)
                        .map(ExportPlan::export)
                        .collect(Collectors.toSet()),
                in(LifeCycleState.CREATING, view),
                in(LifeCycleState.DELETING, view));
    }

    private static Export export(MountTarget target) {
        return new Export(target.id(), target.fileSystemId(), target.vpcId(), target.ipAddress());
    }

    private static List<String> in(LifeCycleState state, ReadView view) {
        return view.all(EfsTables.MOUNT_TARGETS).stream()
                .filter(target -> target.state() == state)
                .map(MountTarget::id)
                .toList();
    }
}
