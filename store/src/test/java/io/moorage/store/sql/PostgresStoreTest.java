package io.moorage.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.store.Store;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL, where the machine has its binaries. */
final class PostgresStoreTest extends SqlStoreContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static PostgresServer server;

    private String database = "postgres";

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.startOrSkip();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Store open() {
        database = "moorage" + DATABASES.incrementAndGet();
        server.execute("CREATE DATABASE " + database);
        return super.open();
    }

    @Override
    protected String url() {
        return server.url(database);
    }

    @Test
    void aBrokenConnectionIsMadeAnew() {
        insert("a", "Ystad");
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'moorage'"
                + " AND datname = '" + database + "'");
        insert("b", "Ystad");
        reopen(TABLES);
        assertThat(store.view().all(BERTHS)).hasSize(2);
    }
}
