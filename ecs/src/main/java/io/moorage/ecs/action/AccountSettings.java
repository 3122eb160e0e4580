package io.moorage.ecs.action;

import java.util.Map;
import java.util.TreeMap;

/** The account settings; fixed, since Moorage knows the long ARN format only. */
final class AccountSettings {
    private static final Map<String, String> FIXED = new TreeMap<>(Map.of(
            "serviceLongArnFormat", "enabled",
            "taskLongArnFormat", "enabled",
            "containerInstanceLongArnFormat", "enabled",
            "awsvpcTrunking", "disabled",
            "containerInsights", "disabled",
            "fargateFIPSMode", "disabled",
            "tagResourceAuthorization", "off",
            "fargateTaskRetirementWaitPeriod", "7",
            "guardDutyActivate", "off",
            "dualStackIPv6", "disabled"));

    static Map<String, String> all() {
        return FIXED;
    }

    private AccountSettings() {}
}
