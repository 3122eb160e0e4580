package io.moorage.console.overview;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.efs.Storage;
import io.moorage.console.frame.Aws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who has which file system mounted, as file servers know it. Seen by whoever may describe the file system, as its clients are;
 * nobody else is told that there is something to see.
 */
final class Mounts {
    private final Aws aws;

    /** File systems by the addresses of their clients. */
    private final Map<String, Set<String>> byAddress = new HashMap<>();

    private final Map<String, Long> clients = new HashMap<>();

    /** File systems by the task definitions whose volumes they are. */
    private final Map<String, Set<String>> volumes = new HashMap<>();

    Mounts(Aws aws, Storage storage) {
        this.aws = aws;
        Map<String, List<Storage.Mount>> byFileSystem =
                mounts(storage).stream().collect(groupingBy(Storage.Mount::fileSystemId));
        byFileSystem.forEach((id, mounts) -> {
            if (maySee(id)) {
                clients.put(id, (long) mounts.size());
                mounts.forEach(each -> byAddress
                        .computeIfAbsent(each.address(), ignored -> new TreeSet<>())
                        .add(id));
            }
        });
    }

    /** A file server that does not answer has nothing mounted that anybody could use. */
    private static List<Storage.Mount> mounts(Storage storage) {
        try {
            return storage.mounts();
        } catch (AwsException e) {
            return List.of();
        }
    }

    private boolean maySee(String fileSystemId) {
        try {
            return !aws.callUntold("efs", "DescribeFileSystems", in -> in.put("FileSystemId", fileSystemId))
                    .path("FileSystems")
                    .isEmpty();
        } catch (AwsException e) {
            return false;
        }
    }

    /** How many have it mounted. */
    long clients(String fileSystemId) {
        return clients.getOrDefault(fileSystemId, 0L);
    }

    /** What an instance has mounted. */
    Set<String> at(String address) {
        return byAddress.getOrDefault(address, Set.of());
    }

    /** Of these file systems, which are volumes of a task; none when its definition may not be described. */
    List<String> volumes(String taskDefinitionArn, Set<String> mounted) {
        return mounted.isEmpty()
                ? List.of()
                : volumes.computeIfAbsent(taskDefinitionArn, this::described).stream()
                        .filter(mounted::contains)
                        .toList();
    }

    private Set<String> described(String taskDefinitionArn) {
        try {
            return Aws.list(aws.call("ecs", "DescribeTaskDefinition", in -> in.put("taskDefinition", taskDefinitionArn))
                            .path("taskDefinition")
                            .path("volumes"))
                    .stream()
                    .map((JsonNode each) -> each.path("efsVolumeConfiguration")
                            .path("fileSystemId")
                            .asText(""))
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (AwsException e) {
            return Set.of();
        }
    }
}
