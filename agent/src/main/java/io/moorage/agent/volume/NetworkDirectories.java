package io.moorage.agent.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes directories on file systems that may not answer, which a call of the system waits for without a bound: on a thread of its own,
 * one for each directory however often it is asked for.
 */
final class NetworkDirectories {
    private final Maker maker;
    private final Duration bound;
    private final Map<Path, CompletableFuture<Optional<String>>> underWay = new ConcurrentHashMap<>();

    @FunctionalInterface
    interface Maker {
        void make(Path directory) throws IOException;
    }

    /** @param bound what an answer is waited for */
    NetworkDirectories(Maker maker, Duration bound) {
        this.maker = maker;
        this.bound = bound;
    }

    /** Empty when it is there, else why it is not. */
    Optional<String> make(Path directory) {
        return underWay.computeIfAbsent(directory, this::begin)
                .copy()
                .completeOnTimeout(
                        Optional.of("its file system does not answer"), bound.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private CompletableFuture<Optional<String>> begin(Path directory) {
        CompletableFuture<Optional<String>> made = new CompletableFuture<>();
        Thread.ofPlatform().name("directory-" + directory).daemon().start(() -> {
            Optional<String> answer = attempt(directory);
            underWay.remove(directory, made);
            made.complete(answer);
        });
        return made;
    }

    private Optional<String> attempt(Path directory) {
        try {
            maker.make(directory);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
