package io.moorage.agentwire;

import java.util.LinkedHashMap;
import java.util.Map;

/** The query of {@code GET <telemetryEndpoint>/ws} that opens TCS; its parameter names differ from those of ACS. */
public record TcsUpgrade(
        String cluster, String containerInstance, String agentVersion, String agentHash, String dockerVersion) {

    public static TcsUpgrade of(Map<String, String> query) {
        return new TcsUpgrade(
                query.getOrDefault("cluster", ""),
                query.getOrDefault("containerInstance", ""),
                query.getOrDefault("agentVersion", ""),
                query.getOrDefault("agentHash", ""),
                query.getOrDefault("dockerVersion", ""));
    }

    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("agentHash", agentHash);
        query.put("agentVersion", agentVersion);
        query.put("cluster", cluster);
        query.put("containerInstance", containerInstance);
        query.put("dockerVersion", dockerVersion);
        return query;
    }
}
