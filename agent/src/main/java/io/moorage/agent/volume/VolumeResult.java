package io.moorage.agent.volume;

import java.util.List;
import java.util.Map;

/** Whether a task's volumes may be bound now. */
public sealed interface VolumeResult {
    /**
     * All are there.
     *
     * @param sources by volume name: a path of the instance or a runtime volume's name
     * @param sharedDirectories those of them that lie on a network file system
     */
    record Ready(Map<String, String> sources, List<String> sharedDirectories) implements VolumeResult {
        public Ready {
            sources = Map.copyOf(sources);
            sharedDirectories = List.copyOf(sharedDirectories);
        }
    }

    /** A network file system is not mounted at present: the task waits for it, as long as it takes. */
    record NotYet(String waitsFor) implements VolumeResult {}

    /** It will never be: in ECS's words. */
    record Failed(String reason) implements VolumeResult {}
}
