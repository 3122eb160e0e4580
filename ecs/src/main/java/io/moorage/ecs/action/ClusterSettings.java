package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.ClusterSetting;
import io.moorage.ecs.EcsErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cluster settings: {@code containerInsights} only. */
final class ClusterSettings {
    static Map<String, String> read(List<ClusterSetting> shapes) {
        Map<String, String> settings = new HashMap<>();
        for (ClusterSetting each : shapes) {
            String value = String.valueOf(each.value());
            if (!"containerInsights".equals(each.name()) || !value.matches("enabled|disabled|enhanced")) {
                throw EcsErrors.invalid("Invalid cluster setting: " + each.name() + "=" + value);
            }
            if (!value.equals("disabled")) {
                throw EcsErrors.unsupported("Container Insights");
            }
            settings.put("containerInsights", value);
        }
        return settings;
    }

    private ClusterSettings() {}
}
