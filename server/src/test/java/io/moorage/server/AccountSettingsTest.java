package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** ECS API reference, PutAccountSetting, PutAccountSettingDefault, DeleteAccountSetting and ListAccountSettings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccountSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "arn:aws:iam::123456789012:root";
    private static final String ALICE = "arn:aws:iam::123456789012:user/alice";
    private static final String WAIT = "\"name\":\"fargateTaskRetirementWaitPeriod\"";

    private SimulatedServer server;
    private SigningCredentials alice;
    private SigningCredentials session;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        AgentKeys keys = new AgentKeys(server);
        alice = keys.user("alice");
        session = keys.session(alice, keys.role("operator", "{\"AWS\":\"" + ALICE + "\"}"), "night");
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    /** "Modifies an account setting for all users on an account for whom no individual account setting has been specified." */
    @Test
    void rootsIsEverybodysWhoHasNone() throws Exception {
        assertThat(effective(alice)).hasSize(10).containsEntry("fargateTaskRetirementWaitPeriod", "7 of " + ROOT);
        server.ecs("PutAccountSettingDefault", "{" + WAIT + ",\"value\":\"14\"}");
        assertThat(effective(alice)).containsEntry("fargateTaskRetirementWaitPeriod", "14 of " + ROOT);
        assertThat(own(alice)).as("only what is set for the principal").isEmpty();
        ecs(alice, "PutAccountSetting", "{" + WAIT + ",\"value\":\"0\"}");
        ecs(session, "PutAccountSetting", "{\"name\":\"fargateFIPSMode\",\"value\":\"enabled\"}");
        assertThat(own(alice)).containsExactly(Map.entry("fargateTaskRetirementWaitPeriod", "0 of " + ALICE));
        assertThat(own(session))
                .as("a role's, whatever its session")
                .containsExactly(Map.entry("fargateFIPSMode", "enabled of arn:aws:iam::123456789012:role/operator"));
        assertThat(effective(session)).containsEntry("fargateTaskRetirementWaitPeriod", "14 of " + ROOT);
        assertThat(settings(JSON.readTree(
                        server.ecs("ListAccountSettings", "{" + WAIT + ",\"principalArn\":\"" + ALICE + "\"}")
                                .body())))
                .containsExactly(Map.entry("fargateTaskRetirementWaitPeriod", "0 of " + ALICE));
        ecs(alice, "DeleteAccountSetting", "{" + WAIT + "}");
        assertThat(effective(alice)).containsEntry("fargateTaskRetirementWaitPeriod", "14 of " + ROOT);
        server.ecs("DeleteAccountSetting", "{" + WAIT + "}");
        assertThat(effective(alice)).containsEntry("fargateTaskRetirementWaitPeriod", "7 of " + ROOT);
    }

    /** "In order to use this parameter, you must be the root user, or the principal." */
    @Test
    void nobodySetsAnothersButRoot() throws Exception {
        assertThat(ecs(alice, "PutAccountSetting", "{" + WAIT + ",\"value\":\"0\",\"principalArn\":\"" + ROOT + "\"}")
                        .path("message")
                        .asText())
                .contains("You must be the root user or the principal");
        assertThat(ecs(
                                session,
                                "PutAccountSetting",
                                "{\"name\":\"awsvpcTrunking\",\"value\":\"enabled\",\"principalArn\":"
                                        + "\"arn:aws:iam::123456789012:role/operator\"}")
                        .path("setting")
                        .path("value")
                        .asText())
                .isEqualTo("enabled");
        ecs(session, "DeleteAccountSetting", "{\"name\":\"awsvpcTrunking\"}");
    }

    private Map<String, String> effective(SigningCredentials who) throws Exception {
        return settings(ecs(who, "ListAccountSettings", "{\"effectiveSettings\":true}"));
    }

    private Map<String, String> own(SigningCredentials who) throws Exception {
        return settings(ecs(who, "ListAccountSettings", "{}"));
    }

    private static Map<String, String> settings(JsonNode answer) {
        return StreamSupport.stream(answer.path("settings").spliterator(), false)
                .map(each -> Map.entry(
                        each.path("name").asText(),
                        each.path("value").asText() + " of "
                                + each.path("principalArn").asText()))
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue));
    }

    private JsonNode ecs(SigningCredentials who, String operation, String json) throws Exception {
        byte[] body = SimulatedServer.bytes(json);
        Map<String, String> headers = Map.of("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation);
        Map<String, String> signed = new HashMap<>(headers);
        signed.put("Host", server.uri().getAuthority());
        Map<String, String> sent = new HashMap<>(headers);
        sent.putAll(new SigV4Signer("us-east-1", "ecs")
                .sign(who, "POST", "/", "", signed, body, InstantSource.system().instant()));
        HttpResponse<String> answer = server.sendSigned("POST", "/", sent, body);
        return JSON.readTree(answer.body());
    }
}
