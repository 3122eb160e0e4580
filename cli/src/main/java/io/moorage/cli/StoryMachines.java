package io.moorage.cli;

import io.moorage.cli.Commands.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the story does to instances from outside the API: ssh into them, and pull their plug. */
final class StoryMachines {
    private final AwsCli aws;
    private final Installation installation;
    private final Progress progress;

    StoryMachines(AwsCli aws, Installation installation, Progress progress) {
        this.aws = aws;
        this.installation = installation;
        this.progress = progress;
    }

    /** Where it is reached from outside of its VPC. */
    private String address(String instance) {
        return aws.call("ec2", "describe-instances", "--instance-ids", instance)
                .path("Reservations")
                .path(0)
                .path("Instances")
                .path(0)
                .path("PublicIpAddress")
                .asText();
    }

    /** Compares inode and name of every file; returns how many there are. */
    int sameFiles(String instance, Path key) {
        String address = address(instance);
        String inContainer = ssh(
                address, key, "docker exec $(docker ps -q --filter ancestor=mysql | head -n 1) ls -i /var/lib/mysql");
        String onInstance = ssh(address, key, "sudo ls -i /mnt/efs/mysql");
        if (inContainer.isBlank() || !lines(inContainer).equals(lines(onInstance))) {
            throw new UserError(
                    "the container and the instance list different files:\n" + inContainer + "\nand\n" + onInstance);
        }
        return lines(onInstance).size();
    }

    private static Set<String> lines(String text) {
        Set<String> lines = new TreeSet<>();
        Arrays.stream(text.split("\n", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        return lines;
    }

    private static String ssh(String address, Path key, String command) {
        Result result = Commands.run(
                Duration.ofSeconds(30),
                List.of(
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
                        "ConnectTimeout=10",
                        "-o",
                        "BatchMode=yes",
                        "ec2-user@" + address,
                        command));
        if (!result.ok()) {
            throw new UserError("ssh ec2-user@" + address + " \"" + command + "\" failed: "
                    + result.errors().strip());
        }
        return result.output();
    }

    /** Kills everything in the instance at once, as a power cut does; returns the moment, epoch milliseconds. */
    long cutPower(String instance) {
        String dockerHost = installation
                .dockerHost()
                .orElseThrow(() -> new UserError("no Docker engine answers; see ./moorage doctor"));
        String container = Commands.run(
                        Duration.ofSeconds(10),
                        List.of("docker", "-H", dockerHost, "ps", "-q", "--no-trunc", "--filter", "name=" + instance))
                .output()
                .strip();
        if (container.isEmpty()) {
            throw new UserError("no container runs instance " + instance);
        }
        progress.say("docker kill -s KILL (instance " + instance + ")");
        long now = System.currentTimeMillis();
        Result killed = Commands.run(
                Duration.ofSeconds(20), List.of("docker", "-H", dockerHost, "kill", "-s", "KILL", container));
        if (!killed.ok()) {
            throw new UserError("docker kill failed: " + killed.errors().strip());
        }
        return now;
    }
}
