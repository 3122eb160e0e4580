package io.moorage.agent.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.moorage.agent.runtime.RuntimeFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Docker Engine API, "Stop a container": it answers when the container has ended, here after three times what other calls may take. */
final class StopTest {
    private static final Duration BOUND = Duration.ofMillis(500);

    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private ExecutorService threads;
    private HttpServer engine;
    private DockerRuntime runtime;

    @BeforeEach
    void start() throws Exception {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        engine.setExecutor(threads);
        engine.createContext("/", exchange -> {
            try {
                boolean over = never.await(BOUND.multipliedBy(3).toMillis(), TimeUnit.MILLISECONDS);
                asked.put(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestURI().getQuery() + " " + over);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        engine.start();
        runtime = new DockerRuntime(
                URI.create("tcp://127.0.0.1:" + engine.getAddress().getPort()), BOUND);
    }

    @AfterEach
    void stop() {
        never.countDown();
        runtime.close();
        engine.stop(0);
        threads.close();
    }

    /** ContainerDefinition, stopTimeout: "Time duration (in seconds) to wait before the container is forcefully killed". */
    @Test
    void theContainerHasItsWholeTimeToEnd() throws Exception {
        runtime.stop("web", Duration.ofSeconds(60));
        assertThat(asked).containsEntry("/containers/web/stop", "t=60 false");
    }

    @Test
    void anEngineThatDoesNotAnswerIsWaitedForNoLonger() {
        assertThatThrownBy(() -> runtime.stop("web", Duration.ZERO))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("timed out");
    }
}
