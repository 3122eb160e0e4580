package io.moorage.story;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Commands on instances, by the key pair's private key. */
record Ssh(Path key) {
    Shell.Result run(String address, String command) throws IOException, InterruptedException {
        return Shell.run(Duration.ofSeconds(30), Map.of(), line(address, command));
    }

    String ok(String address, String command) throws IOException, InterruptedException {
        return Shell.ok(Duration.ofSeconds(30), Map.of(), line(address, command));
    }

    private List<String> line(String address, String command) {
        return List.of(
                "ssh",
                "-i",
                key.toString(),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "ConnectTimeout=5",
                "-o",
                "BatchMode=yes",
                "ec2-user@" + address,
                command);
    }
}
