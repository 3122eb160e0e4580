package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.getFh;
import static io.moorage.nfsserver.TestClient.root;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that come together are all heard, though nothing else happens that would have the server look again. */
class ArrivalsTest {
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 500;

    @Test
    void whoComesWhileAnotherIsHeardIsAnswered(@TempDir Path recovery) throws Exception {
        CyclicBarrier together = new CyclicBarrier(CLIENTS);
        try (TestServer server = TestServer.start(recovery);
                ExecutorService executor = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(executor.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        together.await(30, TimeUnit.SECONDS);
                        try (TestClient client = server.connect()) {
                            client.ok40(root(), getFh());
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get(60, TimeUnit.SECONDS);
            }
        }
    }
}
