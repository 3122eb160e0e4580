package io.moorage.cfnbootstrap;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.cfnbootstrap.Options.Given;
import io.moorage.cfnbootstrap.Options.Option;
import io.moorage.cfnbootstrap.api.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code cfn-signal}: tells a stack's resource, or a wait condition's handle, how it went (user guide, "cfn-signal"). */
record CfnSignal(Machine machine) implements Script {
    @Override
    public Options options() {
        List<Option> all = new ArrayList<>(Options.CREDENTIALS);
        all.addAll(List.of(
                new Option(
                        "s",
                        "success",
                        "SUCCESS",
                        "If true, signal success to CloudFormation; if false, signal failure. Default: true"),
                new Option("i", "id", "ID", "A unique ID to send with the signal"),
                new Option("e", "exit-code", "EXIT_CODE", "Derive success or failure from specified exit code"),
                new Option("r", "reason", "REASON", "The reason for success/failure"),
                new Option("d", "data", "DATA", "Data to include with the WaitCondition signal"),
                new Option("", "stack", "STACK_NAME", "A CloudFormation stack"),
                new Option("", "resource", "LOGICAL_RESOURCE_ID", "A CloudFormation logical resource ID"),
                new Option(
                        "",
                        "url",
                        "ENDPOINT",
                        "The CloudFormation service URL. The endpoint URL must match the region option. Use of this"
                                + " parameter is discouraged."),
                new Option("", "region", "REGION", "The CloudFormation region. Default: us-east-1.")));
        return new Options("cfn-signal", "cfn-signal [options] [WaitConditionHandle URL]", all);
    }

    @Override
    public int run(Given given) throws Options.Refused {
        String success = given.get("success", "true");
        if (!success.equals("true") && !success.equals("false")) {
            throw options().error("option -s: invalid choice: '" + success + "' (choose from 'true', 'false')");
        }
        String code = given.get("exit-code", "0");
        if (!code.matches("-?\\d{1,9}")) {
            throw options().error("option -e: invalid integer value: '" + code + "'");
        }
        String status = success.equals("true") && Integer.parseInt(code) == 0 ? "SUCCESS" : "FAILURE";
        boolean handle =
                !given.arguments().isEmpty() && !given.arguments().getFirst().isEmpty();
        if (handle && given.has("resource")) {
            return fail("Error: Cannot specify both a WaitConditionHandle URL and a logical resource id");
        }
        Session session = Session.of(machine, "cfn-init.log", true, given);
        if (handle) {
            return tellHandle(session, given, status);
        }
        if (!given.has("resource")) {
            return fail("Error: No WaitConditionHandle URL or logical resource id specified\n"
                    + options().help());
        }
        if (!given.has("stack")) {
            return fail("Error: You must specify a stack name when signaling a resource\n"
                    + options().help());
        }
        return tellResource(session, given, status);
    }

    private int tellResource(Session session, Given given, String status) {
        String resource = given.get("resource", "");
        String id = given.get("id").orElseGet(session::instanceId);
        session.log()
                .debug("Signaling resource " + resource + " in stack " + given.get("stack", "") + " with unique ID "
                        + id + " and status " + status);
        try {
            session.cloudFormation(given).signalResource(given.get("stack", ""), resource, id, status);
            return 0;
        } catch (IOException e) {
            session.log().error(String.valueOf(e.getMessage()));
            return fail(String.valueOf(e.getMessage()));
        }
    }

    private int tellHandle(Session session, Given given, String status) {
        String argument = given.arguments().getFirst();
        Optional<URI> url = address(argument);
        if (url.isEmpty()) {
            return fail("Error: Invalid WaitConditionHandle URL specified: " + argument);
        }
        String reason = given.get("reason", "");
        ObjectNode signal = new JsonMapper()
                .createObjectNode()
                .put("Status", status)
                .put("Reason", reason.isEmpty() && status.equals("FAILURE") ? "Configuration failed." : reason)
                .put("Data", given.get("data", ""))
                .put("UniqueId", given.get("id").orElseGet(session::instanceId));
        byte[] body = signal.toString().getBytes(StandardCharsets.UTF_8);
        try {
            session.retries().of(() -> {
                Http.Answer answer =
                        session.http().send(new Http.Request("PUT", url.get(), Map.of("Content-Type", ""), body));
                if (answer.status() != 200) {
                    throw new IOException("HTTP Error " + answer.status() + " : "
                            + answer.text().strip());
                }
                return answer;
            });
        } catch (IOException e) {
            return fail("Error signaling CloudFormation: " + e.getMessage());
        }
        machine.out().println("CloudFormation signaled successfully with " + status + ".");
        return 0;
    }

    /** As it is, or in base64, as {@code Fn::Base64} of a handle gives it. */
    private static Optional<URI> address(String argument) {
        String text = argument;
        try {
            if (!isAddress(text)) {
                text = new String(Base64.getMimeDecoder().decode(argument), StandardCharsets.UTF_8);
            }
            return isAddress(text) ? Optional.of(URI.create(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    private int fail(String words) {
        machine.err().println(words);
        return 1;
    }
}
