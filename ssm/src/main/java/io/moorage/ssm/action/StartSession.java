package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.SocketSessions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.awsmodels.ssm.StartSessionRequest;
import io.moorage.awsmodels.ssm.StartSessionResponse;
import io.moorage.ssm.session.Sessions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code API_StartSession}: opens a session in which a shell of the instance runs when somebody connects to it. It runs as root.
 * What is spoken there are the words of a session of ExecuteCommand (docs/ec2.md), not those of AWS's own plugin.
 */
final class StartSession implements Action<StartSessionRequest, StartSessionResponse> {
    /** Systems Manager User Guide, "Session document schema": a shell, and a command of one's own. */
    private static final String SHELL = "SSM-SessionManagerRunShell";

    private static final String COMMAND = "AWS-StartInteractiveCommand";

    private final Sessions sessions;

    StartSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Operation<StartSessionRequest, StartSessionResponse> operation() {
        return SsmOperations.START_SESSION;
    }

    @Override
    public List<String> resources(StartSessionRequest input, RequestContext context) {
        return Stream.concat(
                        Stream.of("arn:aws:ec2:" + context.region() + ":" + context.accountId() + ":instance/"
                                + input.target()),
                        Stream.ofNullable(input.documentName())
                                .map(name -> "arn:aws:ssm:" + context.region() + "::document/" + name))
                .toList();
    }

    @Override
    public StartSessionResponse handle(StartSessionRequest input, RequestContext context) {
        List<String> command = command(input);
        if (!sessions.reaches(input.target())) {
            throw new AwsException(SsmOperations.ERROR_TARGET_NOT_CONNECTED, input.target() + " is not connected.");
        }
        SocketSessions.Opened opened =
                sessions.open(nameOf(context.principal().arn()), input.target(), command, context.now());
        return StartSessionResponse.builder()
                .sessionId(opened.id())
                .streamUrl(opened.streamUrl())
                .tokenValue(opened.token())
                .build();
    }

    private static List<String> command(StartSessionRequest input) {
        @Nullable String document = input.documentName();
        if (document == null || document.equals(SHELL)) {
            return List.of("/bin/bash", "-l");
        }
        if (!document.equals(COMMAND)) {
            throw Refusal.unsupported("the document " + document + ". Use " + SHELL + " or " + COMMAND);
        }
        List<String> words = input.parameters().getOrDefault("command", List.of());
        if (words.isEmpty() || words.getFirst().isBlank()) {
            throw new AwsException(
                    "InvalidParameters", 400, "The document " + COMMAND + " needs the parameter command.");
        }
        return List.of("/bin/sh", "-c", String.join(" ", words));
    }

    /** The last part of an ARN: a user's, a role session's or root's name. */
    private static String nameOf(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }
}
