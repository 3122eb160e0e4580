package io.moorage.logs.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventFilesTest {
    private static final long DAY = 86_400_000;

    @TempDir
    private Path root;

    private static List<String> read(EventFiles files, String stream) {
        List<String> messages = new ArrayList<>();
        files.read(stream, 0, Long.MAX_VALUE, event -> messages.add(event.message()));
        return messages;
    }

    private static void append(EventFiles files, String stream, long timestamp, String message) throws Exception {
        files.append(stream, List.of(new EventFiles.New(timestamp, message)), timestamp);
    }

    /** What follows the last whole event was being written when the power went. */
    @Test
    void whatIsWholeIsThereAfterACrashAndTheRestIsWrittenOver() throws Exception {
        EventFiles files = new EventFiles(root, Long.MAX_VALUE);
        append(files, "s", 1, "one");
        append(files, "s", 2, "two");
        Path file;
        try (Stream<Path> all = Files.list(root.resolve("s"))) {
            file = all.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            byte[] torn = new byte[random.nextInt(40)];
            random.nextBytes(torn);
            Files.write(file, whole);
            Files.write(file, torn, StandardOpenOption.APPEND);
            EventFiles after = new EventFiles(root, Long.MAX_VALUE);
            assertThat(read(after, "s")).containsExactly("one", "two");
            assertThat(after.append("s", List.of(new EventFiles.New(3, "three")), 3))
                    .isEqualTo(3);
            assertThat(read(new EventFiles(root, Long.MAX_VALUE), "s")).containsExactly("one", "two", "three");
        }
    }

    @Test
    void eventsExpireAndTheOldestGoWhenAllAreTooLarge() throws Exception {
        EventFiles files = new EventFiles(root, 100);
        append(files, "a", DAY, "old");
        append(files, "a", 3 * DAY, "new");
        append(files, "b", 4 * DAY, "x".repeat(60));
        files.expire("a", 2 * DAY);
        assertThat(read(files, "a")).containsExactly("new");
        files.bound();
        assertThat(read(files, "a")).isEmpty();
        assertThat(read(files, "b")).hasSize(1);
        files.keepOnly(() -> Set.of("a"));
        assertThat(read(files, "b")).isEmpty();
        assertThat(root.resolve("b")).doesNotExist();
    }

    /** The judge sorts everything. */
    @Test
    void windowsGoForwardsAndBackwardsThroughAnyEvents() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Window.Found> all = new ArrayList<>();
            for (int i = 0; i < random.nextInt(40); i++) {
                all.add(new Window.Found("s" + random.nextInt(3), new LogEvent(random.nextInt(10), 0, i, "m" + i)));
            }
            List<Window.Found> sorted = all.stream()
                    .sorted(java.util.Comparator.comparing(Window.Found::position))
                    .toList();
            int limit = 1 + random.nextInt(7);
            List<Window.Found> forward = new ArrayList<>();
            Optional<Window.Position> after = Optional.empty();
            while (true) {
                Window window = Window.first(limit, after);
                all.forEach(window::offer);
                List<Window.Found> page = window.events();
                forward.addAll(page);
                if (page.isEmpty()) {
                    break;
                }
                after = Optional.of(page.getLast().position());
            }
            assertThat(forward).as("seed %d", seed).isEqualTo(sorted);
            Window last = Window.last(limit, Optional.empty());
            all.forEach(last::offer);
            assertThat(last.events())
                    .as("seed %d", seed)
                    .isEqualTo(sorted.subList(Math.max(0, sorted.size() - limit), sorted.size()));
        }
    }
}
