package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.Map;

/** When files move between storage classes (EFS user guide, "Managing storage lifecycle"). */
final class Lifecycle {
    private static final List<Map.Entry<String, String>> DAYS = List.of(
            Map.entry("", "Never"),
            Map.entry("AFTER_1_DAY", "1 day after last access"),
            Map.entry("AFTER_7_DAYS", "7 days after last access"),
            Map.entry("AFTER_14_DAYS", "14 days after last access"),
            Map.entry("AFTER_30_DAYS", "30 days after last access"),
            Map.entry("AFTER_60_DAYS", "60 days after last access"),
            Map.entry("AFTER_90_DAYS", "90 days after last access"),
            Map.entry("AFTER_180_DAYS", "180 days after last access"),
            Map.entry("AFTER_270_DAYS", "270 days after last access"),
            Map.entry("AFTER_365_DAYS", "365 days after last access"));

    private static final List<Map.Entry<String, String>> BACK =
            List.of(Map.entry("", "Never"), Map.entry("AFTER_1_ACCESS", "On first access"));

    private Lifecycle() {}

    static Html fields(Parameters given) {
        return Html.of(
                "{}{}{}",
                Fields.choice("Transition into Infrequent Access", "toIa", DAYS, given.get("toIa")),
                Fields.choice("Transition into Archive", "toArchive", DAYS, given.get("toArchive")),
                Fields.choice("Transition back into Standard", "back", BACK, given.get("back")));
    }

    /** As the fields would have sent what there is. */
    static Parameters of(JsonNode policies) {
        Parameters given = Parameters.NONE;
        for (JsonNode each : policies) {
            given = given.with("toIa", each.path("TransitionToIA").asText(given.get("toIa")))
                    .with("toArchive", each.path("TransitionToArchive").asText(given.get("toArchive")))
                    .with("back", each.path("TransitionToPrimaryStorageClass").asText(given.get("back")));
        }
        return given;
    }

    /** One transition per policy, as EFS asks for. */
    static void write(Parameters form, ArrayNode policies) {
        form.find("toIa").ifPresent(days -> policies.addObject().put("TransitionToIA", days));
        form.find("toArchive").ifPresent(days -> policies.addObject().put("TransitionToArchive", days));
        form.find("back").ifPresent(when -> policies.addObject().put("TransitionToPrimaryStorageClass", when));
    }

    static boolean isWanted(Parameters form) {
        return form.find("toIa")
                .or(() -> form.find("toArchive"))
                .or(() -> form.find("back"))
                .isPresent();
    }
}
