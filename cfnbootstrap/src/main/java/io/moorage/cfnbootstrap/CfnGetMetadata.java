package io.moorage.cfnbootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.Options.Given;
import io.moorage.cfnbootstrap.Options.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code cfn-get-metadata}: shows a resource's metadata, or a part of it (user guide, "cfn-get-metadata"). */
record CfnGetMetadata(Machine machine) implements Script {
    @Override
    public Options options() {
        List<Option> all = new ArrayList<>(Options.CREDENTIALS);
        all.addAll(CfnInit.RESOURCE);
        all.add(new Option(
                "k",
                "key",
                "KEY",
                "Retrieve the value at <key> in the Metadata object; must be in dotted object notation"
                        + " (parent.child.leaf)"));
        return new Options("cfn-get-metadata", "cfn-get-metadata [options]", all);
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
        String key = given.get("key", "");
        try {
            JsonNode metadata =
                    Metadata.of(session.cloudFormation(given).describeStackResource(given.get("stack", ""), resource));
            if (metadata.isMissingNode()) {
                machine.err().println("Error: " + resource + " does not specify any metadata");
                return 1;
            }
            JsonNode found = Metadata.at(metadata, key);
            if (found.isMissingNode()) {
                machine.err().println("Error: " + key + " is not present in the metadata for " + resource);
                return 1;
            }
            machine.out().println(Metadata.shown(found));
            return 0;
        } catch (IOException e) {
            machine.err().println(e.getMessage());
            return 1;
        }
    }
}
