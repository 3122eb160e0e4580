package io.moorage.cfnbootstrap;

import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.cfnbootstrap.Options.Given;
import io.moorage.cfnbootstrap.api.Authorization;
import io.moorage.cfnbootstrap.api.CloudFormation;
import io.moorage.cfnbootstrap.api.Downloads;
import io.moorage.cfnbootstrap.api.Http;
import io.moorage.cfnbootstrap.api.InstanceMetadata;
import io.moorage.cfnbootstrap.api.Retries;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one run of a script has: its log, and how it reaches others. */
final class Session {
    static final String DEFAULT_REGION = "us-east-1";
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Machine machine;
    private final Log log;
    private final Http http;
    private final Retries retries;
    private final InstanceMetadata metadata;

    private Session(Machine machine, Log log, Map<String, URI> proxies) {
        this.machine = machine;
        this.log = log;
        this.http = machine.http().apply(proxies);
        this.retries = new Retries(machine.pause(), machine.random(), log);
        this.metadata = new InstanceMetadata(http, machine.metadata());
    }

    /** @param file below {@code /var/log} */
    static Session of(Machine machine, String file, boolean verbose, Given given) {
        Map<String, URI> proxies = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            given.get(scheme + "-proxy")
                    .ifPresent(text -> proxies.put(scheme, URI.create(text.contains("://") ? text : "http://" + text)));
        }
        Log log = new Log(
                machine.root().resolve("var/log").resolve(file), verbose, machine.clock(), machine.err()::println);
        return new Session(machine, log, proxies);
    }

    Log log() {
        return log;
    }

    Http http() {
        return http;
    }

    Retries retries() {
        return retries;
    }

    Host host() {
        return new Host(machine.root(), machine.programs(), log, log.ofCommands("cfn-init-cmd.log", machine.process()));
    }

    Downloads downloads() {
        return new Downloads(http, retries);
    }

    /** The instance's id; what the machine calls itself where there is no metadata service. */
    String instanceId() {
        try {
            return metadata.get("meta-data/instance-id");
        } catch (IOException e) {
            log.debug("no instance id: " + e.getMessage());
            return machine.hostName().get();
        }
    }

    CloudFormation cloudFormation(Given given) throws IOException {
        String region = given.get("region", DEFAULT_REGION);
        return cloudFormation(region, given.get("url"), keys(given));
    }

    /** Without keys the instance itself signs. */
    CloudFormation cloudFormation(String region, Optional<String> url, Optional<SigningCredentials> keys) {
        Authorization authorization = keys.<Authorization>map(known ->
                        new Authorization.Keys(new SigV4Signer(region, "cloudformation"), known, machine.clock()))
                .orElseGet(() -> new Authorization.Instance(metadata));
        return new CloudFormation(
                http, url.map(URI::create).orElseGet(() -> CloudFormation.endpoint(region)), authorization, retries);
    }

    private Optional<SigningCredentials> keys(Given given) throws IOException {
        if (given.has("credential-file")) {
            return Optional.of(keysIn(given.get("credential-file", "")));
        }
        if (given.has("role")) {
            return Optional.of(keysOf(given.get("role", "")));
        }
        return given.get("access-key").map(key -> new SigningCredentials(key, given.get("secret-key", ""), null));
    }

    SigningCredentials keysOf(String role) throws IOException {
        return retries.of(() -> metadata.roleKeys(role));
    }

    SigningCredentials keysIn(String name) throws IOException {
        Path file = machine.root().resolve(name.replaceFirst("^/+", ""));
        if (!Files.isRegularFile(file)) {
            throw new IOException("Credential file was not found at " + name);
        }
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("Credential file cannot be accessible by group or other. Please chmod 600 the"
                    + " credential file.");
        }
        Map<String, String> known = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                known.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        String key = known.getOrDefault("AWSAccessKeyId", "");
        String secret = known.getOrDefault("AWSSecretKey", "");
        if (key.isEmpty() || secret.isEmpty()) {
            throw new IOException("Credential file must contain the keys 'AWSAccessKeyId' and 'AWSSecretKey'");
        }
        return new SigningCredentials(key, secret, null);
    }
}
