package io.moorage.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code moorage aws ...}: the AWS CLI, talking to this Moorage. */
@Command(name = "aws", description = "Run the AWS CLI against this Moorage, for example: moorage aws ecs list-clusters")
final class AwsCommand implements Callable<Integer> {
    private final AwsCli aws;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    AwsCommand(AwsCli aws) {
        this.aws = aws;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(aws.commandLine(arguments)).inheritIO();
        builder.environment().putAll(aws.environment());
        return builder.start().waitFor();
    }
}
