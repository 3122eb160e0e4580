package io.moorage.cfnbootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.Options.Given;
import io.moorage.cfnbootstrap.Options.Option;
import io.moorage.cfnbootstrap.api.StackResourceDetail;
import io.moorage.cfnbootstrap.build.Build;
import io.moorage.cfnbootstrap.build.BuildFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code cfn-init}: makes the machine what a resource's metadata says (user guide, "cfn-init"). */
record CfnInit(Machine machine) implements Script {
    static final List<Option> RESOURCE = List.of(
            new Option("s", "stack", "STACK_NAME", "A CloudFormation stack"),
            new Option("r", "resource", "LOGICAL_RESOURCE_ID", "A CloudFormation logical resource ID"),
            new Option(
                    "u",
                    "url",
                    "ENDPOINT",
                    "The CloudFormation service URL. The endpoint URL must match the region option. Use of this"
                            + " parameter is discouraged."),
            new Option("", "region", "REGION", "The CloudFormation region. Default: us-east-1."),
            new Option("v", "verbose", "", "Enables verbose logging"));

    @Override
    public Options options() {
        List<Option> all = new ArrayList<>(Options.CREDENTIALS);
        all.addAll(RESOURCE);
        all.add(new Option("c", "configsets", "CONFIGSETS", "An optional list of configSets (default: \"default\")"));
        return new Options("cfn-init", "cfn-init [options]", all);
    }

    @Override
    public int run(Given given) {
        if (!given.has("stack") || !given.has("resource")) {
            machine.err().println("Error: You must specify both a stack name and logical resource id");
            machine.err().println(options().help());
            return 1;
        }
        Session session = Session.of(machine, "cfn-init.log", given.has("verbose"), given);
        String resource = given.get("resource", "");
        JsonNode metadata;
        try {
            StackResourceDetail detail =
                    session.cloudFormation(given).describeStackResource(given.get("stack", ""), resource);
            metadata = Metadata.of(detail);
        } catch (IOException e) {
            return fail(session, String.valueOf(e.getMessage()));
        }
        if (metadata.isMissingNode()) {
            return fail(session, "Error: " + resource + " does not specify any metadata");
        }
        keep(session, metadata);
        if (!Build.hasInit(metadata)) {
            machine.err().println("Could not find 'AWS::CloudFormation::Init' key in metadata for " + resource + ".");
            return 0;
        }
        return build(
                session, metadata, List.of(given.get("configsets", "default").split(",", -1)));
    }

    private int build(Session session, JsonNode metadata, List<String> sets) {
        session.log().banner("Starting build");
        try {
            new Build(session.host(), session.downloads(), metadata).run(metadata, sets);
        } catch (BuildFailure e) {
            session.log().error("-".repeat(23) + "BUILD FAILED!" + "-".repeat(24));
            session.log().error("Unhandled exception during build: " + e.getMessage());
            machine.err().println("Error occurred during build: " + e.getMessage());
            return 1;
        }
        session.log().banner("Build complete");
        return 0;
    }

    /** The metadata as it was last asked for stays on the machine. */
    private void keep(Session session, JsonNode metadata) {
        Path file = machine.root().resolve("var/lib/cfn-init/data/metadata.json");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Metadata.shown(metadata) + "\n");
        } catch (IOException e) {
            session.log().error("Could not create " + file + " to store metadata");
        }
    }

    private int fail(Session session, String words) {
        session.log().error(words);
        machine.err().println(words);
        return 1;
    }
}
