package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The story's stage: a stack made of one template. One that an earlier run left is used again when it is whole. */
final class StoryStack {
    static final String PASSWORD = "password";
    static final String CLUSTER = "default";
    static final String SERVICE = "mysql";
    private static final String NAME = "efs-docker";
    private static final String KEY = "moorage-quickstart";
    private static final String VERSION = "2010-05-15";
    private static final Duration BOUND = Duration.ofMinutes(4);
    private static final Set<String> WHOLE = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");

    private final AwsCli aws;
    private final SignedApi api;
    private final Progress progress;
    private final MoorageHome home;

    StoryStack(AwsCli aws, SignedApi api, Progress progress, MoorageHome home) {
        this.aws = aws;
        this.api = api;
        this.progress = progress;
        this.home = home;
    }

    /**
     * What the template's outputs say.
     *
     * @param name the load balancer's DNS name
     */
    record Outputs(String name, String fileSystem, String group) {}

    /** Makes the stack, or finds it. */
    Outputs ensure(Path template) {
        Optional<JsonNode> present = find();
        if (present.filter(StoryStack::isWhole).isPresent() && Files.exists(keyFile())) {
            progress.say("the stack " + NAME + " of an earlier run is there");
            return outputs(present.get());
        }
        if (present.isPresent()) {
            progress.step("delete-stack " + NAME + ", which is not whole", this::delete);
        }
        progress.step("create-key-pair " + KEY, this::keyPair);
        JsonNode made =
                progress.step("create-stack " + NAME + " from " + template.getFileName(), () -> create(template));
        progress.say(resources() + " resources are CREATE_COMPLETE, the instances by their own cfn-signal");
        return outputs(made);
    }

    private static boolean isWhole(JsonNode stack) {
        return WHOLE.contains(status(stack));
    }

    private static String status(JsonNode stack) {
        return stack.path("StackStatus").asText();
    }

    private Optional<JsonNode> find() {
        for (JsonNode stack : cloudFormation("DescribeStacks", Map.of()).path("Stacks")) {
            if (stack.path("StackName").asText().equals(NAME) && !status(stack).equals("DELETE_COMPLETE")) {
                return Optional.of(stack);
            }
        }
        return Optional.empty();
    }

    private JsonNode cloudFormation(String action, Map<String, String> parameters) {
        return api.query("cloudformation", VERSION, action, parameters);
    }

    private JsonNode create(Path template) {
        aws.call(
                "cloudformation",
                "create-stack",
                "--stack-name",
                NAME,
                "--template-body",
                "file://" + template,
                "--capabilities",
                "CAPABILITY_IAM",
                "--parameters",
                "ParameterKey=KeyName,ParameterValue=" + KEY);
        JsonNode[] made = new JsonNode[1];
        StoryWatch.await(BOUND, "the stack " + NAME + " is complete", () -> {
            made[0] = find().orElseThrow(() -> new UserError("the stack " + NAME + " is gone"));
            String status = status(made[0]);
            if (!status.equals("CREATE_IN_PROGRESS") && !isWhole(made[0])) {
                throw new UserError("the stack " + NAME + " is " + status + ": " + whyNot());
            }
            return isWhole(made[0]);
        });
        return made[0];
    }

    /** The first failure tells why. */
    private String whyNot() {
        String why = "";
        for (JsonNode event :
                cloudFormation("DescribeStackEvents", Map.of("StackName", NAME)).path("StackEvents")) {
            if (event.path("ResourceStatus").asText().endsWith("_FAILED")) {
                why = event.path("LogicalResourceId").asText() + ": "
                        + event.path("ResourceStatusReason").asText();
            }
        }
        return why;
    }

    private int resources() {
        return cloudFormation("DescribeStackResources", Map.of("StackName", NAME))
                .path("StackResources")
                .size();
    }

    private void delete() {
        aws.call("cloudformation", "delete-stack", "--stack-name", NAME);
        StoryWatch.await(BOUND, "the stack " + NAME + " is gone", () -> find().isEmpty());
    }

    private static Outputs outputs(JsonNode stack) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (JsonNode output : stack.path("Outputs")) {
            outputs.put(
                    output.path("OutputKey").asText(),
                    output.path("OutputValue").asText());
        }
        return new Outputs(
                outputs.getOrDefault("Name", ""),
                outputs.getOrDefault("FileSystem", ""),
                outputs.getOrDefault("Group", ""));
    }

    Path keyFile() {
        return home.directory().resolve("keys").resolve(KEY + ".pem");
    }

    private void keyPair() {
        aws.call("ec2", "delete-key-pair", "--key-name", KEY);
        String pem = aws.call("ec2", "create-key-pair", "--key-name", KEY)
                .path("KeyMaterial")
                .asText();
        try {
            Files.createDirectories(keyFile().getParent());
            Files.deleteIfExists(keyFile());
            Files.createFile(
                    keyFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(keyFile(), pem);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the private key in " + keyFile(), e);
        }
    }
}
