package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.efs.Backups;
import io.moorage.efs.decide.UsageReport;
import io.moorage.server.events.EventFeed;
import io.moorage.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moorage's own pages: who may ask for what, and how. */
final class PagesTest {
    private final List<String> done = new ArrayList<>();
    private final Pages pages = new Pages(
            () -> Map.of("region", "us-east-1"),
            new EventFeed(new MemoryStore(), InstantSource.system()),
            new FilePages(
                    () -> List.of(new UsageReport.Stored(
                            "fs-1",
                            Optional.of("data"),
                            "available",
                            false,
                            6144,
                            0,
                            0,
                            Optional.of(Instant.EPOCH),
                            Optional.of(Instant.EPOCH),
                            List.of(new UsageReport.Month("2026-11", 1.5, 0, 0)))),
                    new Backups(new MemoryStore(), InstantSource.system(), new Random(1))),
            name -> name.equals("db.ec2.internal") ? Optional.of("10.0.0.5") : Optional.empty(),
            new Doors(Path.of("/nonexistent/listen"), 4566, address -> {
                throw new IOException("Cannot assign requested address: " + address);
            }),
            () -> done.add("down"),
            () -> {
                throw new UnsupportedOperationException("this server keeps real data");
            });

    @ParameterizedTest
    @CsvSource({
        "GET,  ready,           true,  200, ready",
        "GET,  ready,           false, 200, ready",
        "GET,  status,          true,  200, us-east-1",
        "GET,  events,          true,  200, [ ]",
        "GET,  events,          false, 403, only on the loopback listener",
        "GET,  events?since=x,  true,  400, since must be milliseconds since the epoch",
        "GET,  events?since=%F, true,  400, since must be milliseconds since the epoch",
        "GET,  resolve?name=db.ec2.internal., true, 200, 10.0.0.5",
        "GET,  resolve?name=other,            true, 404, no VPC has the name other",
        "GET,  resolve?name=db.ec2.internal, false, 403, only on the loopback listener",
        "GET,  listen,          true,  405, use POST",
        "POST, listen?address=192.0.2.1, false, 403, only on the loopback listener",
        "POST, listen?address=192.0.2.1, true,  400, Cannot assign requested address",
        "POST, listen?address=localhost, true,  400, must be an IP address of this machine",
        "POST, listen?address=127.0.0.2, true,  400, answers on loopback anyway",
        "GET,  down,            true,  405, use POST",
        "POST, down,            false, 403, only on the loopback listener",
        "GET,  reset,           true,  405, use POST",
        "POST, reset,           false, 403, only on the loopback listener",
        "POST, reset,           true,  400, this server keeps real data",
        "GET,  nothing,         true,  404, 'ready, status, events, ecs/events, ecs/failovers, resolve, fs/usage'",
        "GET,  fs/usage,        true,  200, '\"standardGbMonths\" : 1.5'",
        "GET,  fs/usage,        false, 403, only on the loopback listener",
        "GET,  fs/snapshots,    true,  200, [ ]",
        "POST, fs/snapshot,     true,  400, the parameter fileSystem is missing",
        "POST, fs/snapshot?fileSystem=fs-9, true,  400, there is no file system",
        "POST, fs/restore?snapshot=rp-9&fileSystem=fs-9, true,  400, there is no snapshot",
        "POST, fs/snapshot,     false, 403, only on the loopback listener",
        "GET,  fs/nothing,      true,  404, no such page",
        "GET,  '',              true,  404, no such page",
    })
    void each(String method, String page, boolean trusting, int status, String body) {
        HttpAnswer answer = answer(method, page, trusting);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(body);
        assertThat(done).isEmpty();
    }

    @Test
    void downIsDoneBeforeItIsAnswered() {
        assertThat(answer("POST", "down", true).status()).isEqualTo(200);
        assertThat(done).containsExactly("down");
    }

    private HttpAnswer answer(String method, String page, boolean trusting) {
        int query = page.indexOf('?');
        return pages.route()
                .handler()
                .apply(new HttpRequest(
                        method,
                        "/_moorage/" + (query < 0 ? page : page.substring(0, query)),
                        query < 0 ? "" : page.substring(query + 1),
                        Map.of(),
                        new byte[0],
                        "127.0.0.1",
                        false,
                        trusting));
    }
}
