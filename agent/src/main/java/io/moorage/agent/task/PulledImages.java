package io.moorage.agent.task;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which images were pulled for a task on this instance, over restarts of the agent: a line each. */
public final class PulledImages {
    private static final Logger LOG = System.getLogger(PulledImages.class.getName());

    private final Path file;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    public PulledImages(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                names.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read which images were pulled: {0}", e.getMessage());
        }
    }

    boolean contains(String image) {
        return names.contains(image);
    }

    void add(String image) {
        if (names.add(image)) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.write(file, List.of(image), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "cannot note that {0} was pulled: {1}", image, e.getMessage());
            }
        }
    }
}
