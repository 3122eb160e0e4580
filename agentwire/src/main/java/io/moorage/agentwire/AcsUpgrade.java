package io.moorage.agentwire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query of {@code GET <endpoint>/ws} that opens ACS.
 *
 * @param cluster name or ARN, whatever the agent was configured with
 * @param sendCredentials true until the agent process connected once: it wants the credentials of all live tasks
 */
public record AcsUpgrade(
        String cluster,
        String containerInstanceArn,
        String agentVersion,
        String agentHash,
        String dockerVersion,
        boolean sendCredentials) {

    /** Missing members become empty strings: the caller looks the instance up and refuses with a typed error. */
    public static AcsUpgrade of(Map<String, String> query) {
        return new AcsUpgrade(
                text(query.get("clusterArn")),
                text(query.get("containerInstanceArn")),
                text(query.get("agentVersion")),
                text(query.get("agentHash")),
                text(query.get("dockerVersion")),
                Boolean.parseBoolean(query.get("sendCredentials")));
    }

    /** Parameters in the order in which the agent sends them, not yet percent-encoded. */
    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("agentHash", agentHash);
        query.put("agentVersion", agentVersion);
        query.put("clusterArn", cluster);
        query.put("containerInstanceArn", containerInstanceArn);
        query.put("dockerVersion", "DockerVersion: " + dockerVersion);
        query.put("protocolVersion", "2");
        query.put("sendCredentials", Boolean.toString(sendCredentials));
        query.put("seqNum", "1");
        return query;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.startsWith("DockerVersion: ") ? value.substring(15) : value;
    }
}
