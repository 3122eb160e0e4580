package io.moorage.ec2.registry;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.moorage.ec2.instance.DockerEngine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The host engine's images; what it lacks it is asked to pull, as a user of the host would. */
public final class DockerImageSource implements ImageSource {
    private static final Logger LOG = System.getLogger(DockerImageSource.class.getName());

    /** A registry that has not said a word by then is out of reach. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(5);

    private static final Duration WHOLE_PULL = Duration.ofMinutes(10);

    /** How long a failure answers for its repetitions: an engine that pulls asks for the same thing several times. */
    private static final Duration FAILURE_HOLDS = Duration.ofSeconds(20);

    private final DockerEngine engine;
    private final InstantSource clock;
    private final Map<String, Instant> failed = new ConcurrentHashMap<>();

    public DockerImageSource(DockerEngine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public Optional<String> find(String reference) {
        Optional<String> here = onHost(reference);
        if (here.isPresent() || !mayPull(reference)) {
            return here;
        }
        if (pull(reference)) {
            return onHost(reference);
        }
        failed.put(reference, clock.instant());
        return Optional.empty();
    }

    @Override
    public InputStream save(String imageId) throws IOException {
        try {
            return engine.streams().saveImageCmd(imageId).exec();
        } catch (DockerException e) {
            throw new IOException("the engine does not save " + imageId + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> onHost(String reference) {
        try {
            return Optional.ofNullable(
                    engine.calls().inspectImageCmd(reference).exec().getId());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean mayPull(String reference) {
        Instant failure = failed.get(reference);
        return failure == null || failure.plus(FAILURE_HOLDS).isBefore(clock.instant());
    }

    private boolean pull(String reference) {
        var progress = new PullProgress();
        try (progress) {
            engine.streams().pullImageCmd(reference).exec(progress);
            return progress.awaitStarted(FIRST_WORD.toMillis(), TimeUnit.MILLISECONDS)
                    && progress.awaitCompletion(WHOLE_PULL.toMillis(), TimeUnit.MILLISECONDS)
                    && progress.succeeded;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "pulling " + reference + " failed", e);
            return false;
        }
    }

    private static final class PullProgress extends ResultCallback.Adapter<PullResponseItem> {
        private volatile boolean succeeded;

        @Override
        public void onNext(PullResponseItem item) {
            succeeded = item.isPullSuccessIndicated();
        }
    }
}
