package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real AWS CLI pointed at one Moorage. */
public final class AwsCli {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MoorageHome home;

    public AwsCli(MoorageHome home) {
        this.home = home;
    }

    /** The full command line for {@code arguments}. Debian's CLI predates AWS_ENDPOINT_URL, so the endpoint is an option. */
    public List<String> commandLine(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/aws", "--endpoint-url", home.endpoint()));
        command.addAll(arguments);
        return command;
    }

    /** Credentials and region, unless the caller's environment already names some. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        if (System.getenv("AWS_ACCESS_KEY_ID") == null && System.getenv("AWS_PROFILE") == null) {
            environment.put("AWS_ACCESS_KEY_ID", "moorage");
            environment.put("AWS_SECRET_ACCESS_KEY", "moorage");
        }
        if (System.getenv("AWS_REGION") == null) {
            environment.put("AWS_DEFAULT_REGION", home.region());
        }
        environment.put("AWS_PAGER", "");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return environment;
    }

    /** Runs one call and returns its JSON answer; {@link ApiError} when AWS's error came back. */
    public JsonNode call(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        Commands.Result result = Commands.run(BOUND, environment(), commandLine(all));
        if (!result.ok()) {
            throw new ApiError(
                    "aws " + String.join(" ", arguments), result.errors().strip());
        }
        if (result.output().isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(result.output());
        } catch (JsonProcessingException e) {
            throw new ApiError("aws " + String.join(" ", arguments), "answered no JSON: " + e.getOriginalMessage());
        }
    }

    /** An AWS error as the CLI printed it. */
    public static final class ApiError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String answer;

        public ApiError(String command, String answer) {
            super(command + ": " + answer);
            this.answer = answer;
        }

        /** True when the CLI's message names this error code. */
        public boolean is(String code) {
            return answer.contains("(" + code + ")");
        }
    }
}
