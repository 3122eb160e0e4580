package io.moorage.agent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agentwire.Capabilities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the instance known to the cluster and remembers under which ARN (RegisterContainerInstance). */
public final class Registration {
    /** ssh, Docker's own and the agent's ports, which tasks must not take (ECS developer guide, portMappings). */
    private static final List<String> RESERVED_PORTS = List.of("22", "2375", "2376", "51678", "51679");

    private final JsonApi api;
    private final String cluster;
    private final Path arnFile;

    public Registration(JsonApi api, String cluster, Path dataDirectory) {
        this.api = api;
        this.cluster = cluster;
        this.arnFile = dataDirectory.resolve("container-instance-arn");
    }

    /** What the machine is and has. */
    public record Machine(
            String identityDocument,
            String identitySignature,
            int cpuUnits,
            int memoryMiB,
            String architecture,
            String customAttributes) {}

    public String register(Machine machine) throws IOException, JsonApi.Refused {
        try {
            return registerOnce(machine, remembered());
        } catch (JsonApi.Refused e) {
            if (remembered().isPresent() && e.type().equals("ClientException")) {
                // The remembered registration is gone (deregistered, or another control plane): begin anew.
                Files.deleteIfExists(arnFile);
                return registerOnce(machine, Optional.empty());
            }
            if (cluster.equals("default") && String.valueOf(e.getMessage()).contains("Cluster not found")) {
                api.call("CreateCluster", api.newRequest().put("clusterName", "default"));
                return registerOnce(machine, Optional.empty());
            }
            throw e;
        }
    }

    private String registerOnce(Machine machine, Optional<String> arn) throws IOException, JsonApi.Refused {
        JsonNode answer = api.call("RegisterContainerInstance", request(machine, arn));
        String given =
                answer.path("containerInstance").path("containerInstanceArn").asText();
        if (given.isEmpty()) {
            throw new IOException("RegisterContainerInstance answered without an ARN");
        }
        Files.createDirectories(arnFile.getParent());
        Files.writeString(arnFile, given);
        return given;
    }

    private ObjectNode request(Machine machine, Optional<String> arn) {
        ObjectNode request = api.newRequest().put("cluster", cluster);
        arn.ifPresent(known -> request.put("containerInstanceArn", known));
        request.put("instanceIdentityDocument", machine.identityDocument());
        request.put("instanceIdentityDocumentSignature", machine.identitySignature());
        request.putObject("versionInfo").put("agentVersion", Versions.AGENT).put("agentHash", Versions.HASH);
        ArrayNode attributes = request.putArray("attributes");
        Capabilities.OWN_AGENT.forEach(name -> attributes.addObject().put("name", name));
        attributes.addObject().put("name", "ecs.os-type").put("value", "linux");
        attributes.addObject().put("name", "ecs.os-family").put("value", "LINUX");
        attributes.addObject().put("name", "ecs.cpu-architecture").put("value", machine.architecture());
        custom(machine.customAttributes(), attributes);
        ArrayNode resources = request.putArray("totalResources");
        resources.addObject().put("name", "CPU").put("type", "INTEGER").put("integerValue", machine.cpuUnits());
        resources.addObject().put("name", "MEMORY").put("type", "INTEGER").put("integerValue", machine.memoryMiB());
        ArrayNode ports = resources
                .addObject()
                .put("name", "PORTS")
                .put("type", "STRINGSET")
                .putArray("stringSetValue");
        RESERVED_PORTS.forEach(ports::add);
        resources.addObject().put("name", "PORTS_UDP").put("type", "STRINGSET").putArray("stringSetValue");
        return request;
    }

    private static void custom(String json, ArrayNode attributes) {
        try {
            new ObjectMapper().readTree(json).properties().forEach(entry -> attributes
                    .addObject()
                    .put("name", entry.getKey())
                    .put("value", entry.getValue().asText()));
        } catch (JsonProcessingException e) {
            System.getLogger(Registration.class.getName())
                    .log(System.Logger.Level.WARNING, "ECS_INSTANCE_ATTRIBUTES is not a JSON object and is ignored");
        }
    }

    /** Where ACS and TCS are (DiscoverPollEndpoint). */
    public record Endpoints(URI acs, URI tcs) {}

    public Endpoints discover(String containerInstanceArn) throws IOException, JsonApi.Refused {
        JsonNode answer = api.call(
                "DiscoverPollEndpoint",
                api.newRequest().put("cluster", cluster).put("containerInstance", containerInstanceArn));
        return new Endpoints(
                URI.create(answer.path("endpoint").asText()),
                URI.create(answer.path("telemetryEndpoint").asText()));
    }

    private Optional<String> remembered() {
        try {
            return Files.exists(arnFile) ? Optional.of(Files.readString(arnFile).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
