package io.moorage.ecs.decide;

import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.InstanceMounts;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which file system a path of a container instance lies, by what its agent says is mounted. */
final class HostDirectories {
    private static final Pattern SOURCE = Pattern.compile("(?:(fsap-[0-9a-f]+)@)?([^:/@]+):(/.*)");
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9-]+\\.)?(fs-[0-9a-f]{8,40})(?:\\.efs\\..*)?");

    /** @param path within what the access point leads to, or else within the file system */
    record Place(String fileSystemId, Optional<String> accessPointId, String path) {}

    /** Empty where nothing that is known to be a file system of ours is mounted. */
    static Optional<Place> of(ReadView view, String containerInstanceArn, String hostPath) {
        String path = WrittenDirectories.canonical(hostPath);
        return view.find(EcsTables.INSTANCE_MOUNTS, containerInstanceArn).flatMap(known -> known.mounts().stream()
                .filter(mount -> WriterGuard.contains(mount.directory(), path))
                // The deepest one, and of equals the last, which covers the others.
                .reduce((one, other) ->
                        other.directory().length() >= one.directory().length() ? other : one)
                .flatMap(mount -> place(view, mount, path)));
    }

    private static Optional<Place> place(ReadView view, InstanceMounts.Mount mount, String path) {
        Matcher source = SOURCE.matcher(mount.source());
        if (!source.matches()) {
            return Optional.empty();
        }
        String within = WrittenDirectories.canonical(
                source.group(3) + "/" + path.substring(mount.directory().length()));
        return fileSystem(view, source.group(2)).map(id -> new Place(id, Optional.ofNullable(source.group(1)), within));
    }

    private static Optional<String> fileSystem(ReadView view, String host) {
        Matcher name = NAME.matcher(host);
        return name.matches()
                ? Optional.of(name.group(1))
                : view.all(EfsTables.MOUNT_TARGETS).stream()
                        .filter(target -> target.ipAddress().equals(host))
                        .map(MountTarget::fileSystemId)
                        .reduce((one, other) -> one.equals(other) ? one : "")
                        .filter(id -> !id.isEmpty());
    }

    private HostDirectories() {}
}
