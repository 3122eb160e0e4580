package io.moorage.mounthelper;

import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys that vouch for a mount, in the order of amazon-efs-utils: where an option says, the ECS agent's address as
 * the environment has it, the default profile, the instance's role. They are looked for anew for every connection; while
 * they cannot be had, the last ones are used, good or not: the server will tell.
 */
final class EfsCredentials {
    private static final Logger LOG = System.getLogger(EfsCredentials.class.getName());
    private static final String AGENT_VARIABLE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";

    private final EfsOptions options;
    private final Map<String, String> environment;
    private final Path home;
    private final InstanceMetadata metadata;
    private @Nullable SigningCredentials last;

    /** @param home of the user whose {@code .aws} is read */
    EfsCredentials(EfsOptions options, Map<String, String> environment, Path home, InstanceMetadata metadata) {
        this.options = options;
        this.environment = environment;
        this.home = home;
        this.metadata = metadata;
    }

    /** @throws IOException when there are none, saying where they were looked for */
    synchronized SigningCredentials get() throws IOException {
        try {
            last = find();
            return last;
        } catch (IOException missing) {
            SigningCredentials kept = last;
            if (kept == null) {
                throw missing;
            }
            LOG.log(Level.WARNING, "{0} is used on: {1}", kept, missing.getMessage());
            return kept;
        }
    }

    private SigningCredentials find() throws IOException {
        if (options.credentialsUri().isPresent()) {
            return ofDocument(metadata.taskCredentials(options.credentialsUri().get()));
        }
        if (options.profile().isPresent()) {
            String profile = options.profile().get();
            return ofProfile(profile)
                    .orElseThrow(() -> new IOException("AWS security credentials not found in "
                            + home.resolve(".aws/credentials") + " or " + home.resolve(".aws/config")
                            + " under named profile [" + profile + "]"));
        }
        String agentUri = environment.get(AGENT_VARIABLE);
        if (agentUri != null) {
            return ofDocument(metadata.taskCredentials(agentUri));
        }
        Optional<SigningCredentials> ofDefault = ofProfile("default");
        if (ofDefault.isPresent()) {
            return ofDefault.get();
        }
        try {
            return ofDocument(metadata.roleCredentials());
        } catch (IOException e) {
            throw new IOException(
                    "AWS Access Key ID and Secret Access Key are not found in AWS credentials file ("
                            + home.resolve(".aws/credentials") + "), config file (" + home.resolve(".aws/config")
                            + "), from ECS credentials relative uri, or from the instance security credentials"
                            + " service: "
                            + e.getMessage(),
                    e);
        }
    }

    private Optional<SigningCredentials> ofProfile(String profile) throws IOException {
        for (String file : List.of(".aws/credentials", ".aws/config")) {
            Path path = home.resolve(file);
            if (Files.isReadable(path)) {
                Map<String, String> section = section(Files.readAllLines(path), profile);
                String id = section.get("aws_access_key_id");
                String secret = section.get("aws_secret_access_key");
                if (id != null && secret != null) {
                    return Optional.of(new SigningCredentials(id, secret, section.get("aws_session_token")));
                }
            }
        }
        return Optional.empty();
    }

    /** A section {@code [NAME]} or {@code [profile NAME]} of an INI file. */
    private static Map<String, String> section(List<String> lines, String name) {
        Map<String, String> values = new HashMap<>();
        boolean inside = false;
        for (String raw : lines) {
            String line = raw.strip();
            if (line.startsWith("[")) {
                inside = line.equals("[" + name + "]") || line.equals("[profile " + name + "]");
            } else if (inside && line.indexOf('=') > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                int equals = line.indexOf('=');
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static SigningCredentials ofDocument(String json) throws IOException {
        return new SigningCredentials(text(json, "AccessKeyId"), text(json, "SecretAccessKey"), text(json, "Token"));
    }

    /** A member of a flat JSON object whose value needs no escapes. */
    private static String text(String json, String member) throws IOException {
        Matcher found =
                Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("the credentials have no " + member);
        }
        return found.group(1);
    }
}
