package io.moorage.efs.decide;

import io.moorage.efs.FileServers.AccessPointTerms;
import io.moorage.efs.FileServers.Declaration;
import io.moorage.efs.FileServers.Export;
import io.moorage.efs.FileServers.Terms;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.EfsArns;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.FileSystemPolicy;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the file servers are to serve and on what terms, and whose turn it is when they do.
 *
 * @param wanted everything
 * @param creating mount targets that become available once they answer
 * @param deleting mount targets that go once they are served no more
 * @param updating file systems that become available once their terms are known, as they are here
 * @param newAccessPoints those that become available once they are known
 * @param oldAccessPoints those that go once they are known no more
 */
public record ExportPlan(
        Declaration wanted,
        List<String> creating,
        List<String> deleting,
        List<FileSystem> updating,
        List<String> newAccessPoints,
        List<String> oldAccessPoints) {
    public ExportPlan {
        creating = List.copyOf(creating);
        deleting = List.copyOf(deleting);
        updating = List.copyOf(updating);
        newAccessPoints = List.copyOf(newAccessPoints);
        oldAccessPoints = List.copyOf(oldAccessPoints);
    }

    public static ExportPlan of(ReadView view, EfsArns arns) {
        return new ExportPlan(
                new Declaration(exports(view), terms(view, arns)),
                targets(LifeCycleState.CREATING, view),
                targets(LifeCycleState.DELETING, view),
                view.all(EfsTables.FILE_SYSTEMS).stream()
                        .filter(fileSystem -> fileSystem.state() == LifeCycleState.UPDATING)
                        .toList(),
                accessPoints(LifeCycleState.CREATING, view),
                accessPoints(LifeCycleState.DELETING, view));
    }

    private static Set<Export> exports(ReadView view) {
        return view.all(EfsTables.MOUNT_TARGETS).stream()
                .filter(target -> target.state() != LifeCycleState.DELETING)
                .map(target -> new Export(target.id(), target.fileSystemId(), target.vpcId(), target.ipAddress()))
                .collect(Collectors.toSet());
    }

    private static Set<Terms> terms(ReadView view, EfsArns arns) {
        return view.all(EfsTables.FILE_SYSTEMS).stream()
                .filter(fileSystem -> fileSystem.state() != LifeCycleState.DELETING)
                .map(fileSystem -> terms(fileSystem, view, arns))
                .collect(Collectors.toSet());
    }

    private static Terms terms(FileSystem fileSystem, ReadView view, EfsArns arns) {
        return new Terms(
                fileSystem.id(),
                arns.fileSystem(fileSystem.id()),
                fileSystem.readOnly(),
                view.find(EfsTables.POLICIES, fileSystem.id()).map(FileSystemPolicy::document),
                fileSystem.settings().throughputMode(),
                fileSystem.settings().provisionedThroughputInMibps(),
                fileSystem.throttled(),
                fileSystem.lifecycle(),
                view.by(EfsTables.ACCESS_POINTS, EfsTables.ACCESS_POINTS_BY_FILE_SYSTEM, fileSystem.id()).stream()
                        .filter(point -> point.state() != LifeCycleState.DELETING)
                        .map(point -> new AccessPointTerms(
                                point.id(), arns.accessPoint(point.id()), point.posixUser(), point.rootDirectory()))
                        .toList());
    }

    private static List<String> targets(LifeCycleState state, ReadView view) {
        return view.all(EfsTables.MOUNT_TARGETS).stream()
                .filter(target -> target.state() == state)
                .map(MountTarget::id)
                .toList();
    }

    private static List<String> accessPoints(LifeCycleState state, ReadView view) {
        return view.all(EfsTables.ACCESS_POINTS).stream()
                .filter(point -> point.state() == state)
                .map(AccessPoint::id)
                .toList();
    }
}
