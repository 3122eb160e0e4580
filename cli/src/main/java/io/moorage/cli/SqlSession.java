package io.moorage.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connection of the ordinary MySQL client program, fed statements over its standard input. */
public final class SqlSession implements AutoCloseable {
    private static final String END_OF_ANSWER = "--end-of-answer--";

    private final Process client;
    private final OutputStream statements;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** The server did not answer in time, refused, or the connection broke. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    public SqlSession(String host, int port, String user, String password, String database) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("mariadb", "--protocol=TCP", "-h", host, "-P", Integer.toString(port)));
        command.addAll(List.of("-u", user, "--connect-timeout=2", "--skip-reconnect", "-N", "-B", "--unbuffered"));
        if (!database.isEmpty()) {
            command.addAll(List.of("-D", database));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MYSQL_PWD", password);
        client = builder.start();
        statements = client.getOutputStream();
        Thread.ofVirtual().start(this::collect);
    }

    private void collect() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // the end of the process is the answer; query() tells it
        }
    }

    /** Runs one or more statements and returns the rows they printed, tabs between columns. */
    public List<String> query(String sql, Duration bound) throws Broken {
        try {
            statements.write((sql + "; SELECT '" + END_OF_ANSWER + "';\n").getBytes(StandardCharsets.UTF_8));
            statements.flush();
        } catch (IOException e) {
            throw new Broken("the client ended: " + String.join(" ", lines));
        }
        List<String> rows = new ArrayList<>();
        long deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            String line = next(deadline);
            if (line.equals(END_OF_ANSWER)) {
                return rows;
            }
            if (line.startsWith("ERROR ")) {
                throw new Broken(line);
            }
            rows.add(line);
        }
    }

    private String next(long deadline) throws Broken {
        try {
            while (System.nanoTime() < deadline) {
                String line = lines.poll(100, TimeUnit.MILLISECONDS);
                if (line != null) {
                    return line;
                }
                if (!client.isAlive() && lines.isEmpty()) {
                    throw new Broken("the client ended with status " + client.exitValue());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted");
        }
        throw new Broken("no answer in time");
    }

    @Override
    public void close() {
        client.destroyForcibly();
    }
}
