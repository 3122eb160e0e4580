package io.moorage.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agent.api.Apis;
import io.moorage.agent.api.JsonApi;
import io.moorage.agent.config.InstanceMetadata;
import io.moorage.agent.credentials.CredentialsEndpoint;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.metadata.MetadataEndpoint;
import io.moorage.agent.metadata.ProtectionEndpoint;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.task.TaskEngine;
import java.io.IOException;
import java.net.InetSocketAddress;

/** What containers find at the agent's address: credentials, metadata, protection. */
record TaskPages(
        Apis apis,
        InstanceMetadata instance,
        TaskEngine engine,
        ContainerRuntime runtime,
        TaskCredentials credentials,
        String availabilityZone) {
    void serve(InetSocketAddress address) throws IOException {
        String mac = instance.get("meta-data/mac").orElse("").strip();
        String vpcId = instance.get("meta-data/network/interfaces/macs/" + mac + "/vpc-id")
                .orElse("");
        MetadataEndpoint metadata = new MetadataEndpoint(
                availabilityZone,
                vpcId,
                id -> engine.byMetadataId(id).map(each -> new MetadataEndpoint.Subject(each.task(), each.container())),
                runtime,
                this::tags);
        CredentialsEndpoint endpoint = new CredentialsEndpoint(address, credentials);
        endpoint.serve("/v3/", metadata);
        endpoint.serve("/v4/", metadata);
        endpoint.serve("/api/", new ProtectionEndpoint(apis, credentials, id -> engine.byMetadataId(id)
                .map(each -> each.task().payload())));
    }

    /** As the ECS agent reads them: with the instance's role, which may lack the permission. */
    private void tags(ObjectNode document, String taskArn) throws IOException {
        JsonApi ecs = apis.of(JsonApi.Service.ECS);
        try {
            JsonNode answer = ecs.call("ListTagsForResource", ecs.newRequest().put("resourceArn", taskArn));
            ObjectNode tags = document.putObject("TaskTags");
            answer.path("tags")
                    .forEach(each -> tags.put(
                            each.path("key").asText(), each.path("value").asText()));
        } catch (JsonApi.Refused e) {
            document.putArray("Errors")
                    .addObject()
                    .put("ErrorField", "TaskTags")
                    .put("ErrorCode", e.type())
                    .put("ErrorMessage", e.getMessage())
                    .put("ResourceARN", taskArn);
        }
    }
}
