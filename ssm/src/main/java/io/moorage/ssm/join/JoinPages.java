package io.moorage.ssm.join;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.base.sigv4.Uri;
import io.moorage.model.ssm.ManagedInstance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a machine outside EC2 asks to join a cluster, at {@code /_moorage/join/}:
 *
 * <ul>
 *   <li>{@code install.sh}: the script of the one command;
 *   <li>{@code register}: an activation's id and code for a managed instance's id and token;
 *   <li>{@code machine/ID/TOKEN/latest/...}: the metadata service of that machine, in the shape of an instance's, so that every agent
 *       and SDK finds the role's keys and renews them by itself ({@code AWS_EC2_METADATA_SERVICE_ENDPOINT});
 *   <li>{@code machine/ID/TOKEN/runtime.tar.gz}: Moorage's own agent and its Java runtime;
 *   <li>{@code machine/ID/TOKEN/state}: whether its agent registered and is connected.
 * </ul>
 *
 * <p>How Systems Manager's own agent registers is not documented; this exchange is Moorage's.
 */
public final class JoinPages {
    private static final String PREFIX = "/_moorage/join/";
    private static final String MACHINE = "machine/";
    private static final String TOKEN_TTL = "x-aws-ec2-metadata-token-ttl-seconds";
    private static final int REFUSED = 403;

    private final Registrations registrations;
    private final MachineKeys keys;
    private final String region;
    private final Supplier<Optional<HttpAnswer>> runtime;
    private final InstantSource clock;
    private final JsonMapper json = new JsonMapper();

    /** @param runtime an archive of the agent and what it runs on; empty where there is none */
    public JoinPages(
            Registrations registrations,
            MachineKeys keys,
            String region,
            Supplier<Optional<HttpAnswer>> runtime,
            InstantSource clock) {
        this.registrations = registrations;
        this.keys = keys;
        this.region = region;
        this.runtime = runtime;
        this.clock = clock;
    }

    public PlainRoute route() {
        return new PlainRoute(PREFIX, this::answer);
    }

    private HttpAnswer answer(HttpRequest request) {
        String page = request.rawPath().substring(PREFIX.length());
        if (page.startsWith(MACHINE)) {
            return machine(page.substring(MACHINE.length()), request);
        }
        return switch (page) {
            case "install.sh" -> text(200, script(request));
            case "register" -> request.method().equals("POST") ? register(request) : text(405, "use POST\n");
            default -> text(404, "no such page\n");
        };
    }

    private String script(HttpRequest request) {
        String scheme = request.secure() ? "https://" : "http://";
        String host = Objects.requireNonNullElse(request.header("host"), "127.0.0.1:4566");
        // It becomes part of a shell script: what is no name and port is not taken over.
        String endpoint = host.matches("[A-Za-z0-9.:\\[\\]-]+") ? scheme + host : "";
        try (InputStream in = Objects.requireNonNull(JoinPages.class.getResourceAsStream("install.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@ENDPOINT@", endpoint)
                    .replace("@REGION@", region);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpAnswer register(HttpRequest request) {
        Map<String, String> form = new HashMap<>();
        try {
            Uri.parameters(new String(request.body(), StandardCharsets.UTF_8))
                    .forEach(each -> form.put(each.getKey(), each.getValue()));
        } catch (IllegalArgumentException e) {
            return text(400, "the form is unreadable\n");
        }
        var application = new Registrations.Application(
                form.getOrDefault("activation-id", ""),
                form.getOrDefault("activation-code", ""),
                form.getOrDefault("fingerprint", ""),
                form.getOrDefault("computer-name", ""),
                request.sourceAddress());
        return switch (registrations.register(application, clock.instant())) {
            case Registrations.Refused(String reason) -> text(REFUSED, reason + "\n");
            case Registrations.Joined(ManagedInstance instance, String token) ->
                text(200, "id=" + instance.id() + "\ntoken=" + token + "\nregion=" + region + "\n");
        };
    }

    /** @param rest {@code ID/TOKEN/page} */
    private HttpAnswer machine(String rest, HttpRequest request) {
        String[] parts = rest.split("/", 3);
        Optional<ManagedInstance> instance =
                parts.length == 3 ? registrations.authenticate(parts[0], parts[1]) : Optional.empty();
        if (instance.isEmpty()) {
            return text(REFUSED, "no machine is known by this id and token\n");
        }
        return switch (parts[2]) {
            case "runtime.tar.gz" ->
                runtime.get().orElseGet(() -> text(404, "this server has no agent to give away\n"));
            case "state" -> text(200, state(instance.get()));
            case "latest/api/token" -> token(request);
            default ->
                parts[2].startsWith("latest/")
                        ? metadata(instance.get(), parts[2].substring("latest/".length()))
                                .map(each -> text(200, each))
                                .orElseGet(() -> text(404, ""))
                        : text(404, "");
        };
    }

    /** How far the machine's agent came. */
    private String state(ManagedInstance instance) {
        return registrations
                .containerInstance(instance)
                .map(each -> "registered=" + each.arn() + "\nconnected=" + each.agentConnected() + "\n")
                .orElse("registered=\nconnected=false\n");
    }

    private static HttpAnswer token(HttpRequest request) {
        String seconds = Objects.requireNonNullElse(request.header(TOKEN_TTL), "21600");
        return new HttpAnswer(
                200,
                Map.of("Content-Type", "text/plain", "X-Aws-Ec2-Metadata-Token-Ttl-Seconds", seconds),
                "moorage".getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> metadata(ManagedInstance instance, String path) {
        String role = instance.iamRole().substring(instance.iamRole().lastIndexOf('/') + 1);
        String credentials = "meta-data/iam/security-credentials/";
        return switch (path) {
            case "meta-data/instance-id" -> Optional.of(instance.id());
            case "meta-data/placement/region" -> Optional.of(region);
            // A machine outside EC2 is in no zone; those who take the region from the zone's name find it there.
            case "meta-data/placement/availability-zone" -> Optional.of(region + "x");
            case "dynamic/instance-identity/document" -> Optional.of(document(instance));
            case "meta-data/iam/security-credentials", "meta-data/iam/security-credentials/" -> Optional.of(role);
            default ->
                path.equals(credentials + role)
                        ? keys.issue(instance.iamRole(), instance.id()).map(this::credentials)
                        : Optional.empty();
        };
    }

    private String document(ManagedInstance instance) {
        ObjectNode document = json.createObjectNode();
        return document.put("instanceId", instance.id())
                .put("region", region)
                .put("privateIp", instance.address())
                .toString();
    }

    private String credentials(MachineKeys.Keys issued) {
        return json.createObjectNode()
                .put("Code", "Success")
                .put("Type", "AWS-HMAC")
                .put("LastUpdated", clock.instant().toString())
                .put("AccessKeyId", issued.accessKeyId())
                .put("SecretAccessKey", issued.secretAccessKey())
                .put("Token", issued.sessionToken())
                .put("Expiration", issued.expiration().toString())
                .toString();
    }

    private static HttpAnswer text(int status, String text) {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", text);
    }
}
