package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.LaunchTemplateSpecification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The condition keys of what a group launches from ("Condition keys for Amazon EC2 Auto Scaling"). */
final class LaunchConditions {
    private LaunchConditions() {}

    static void add(
            Map<String, List<String>> conditions,
            @Nullable String configuration,
            @Nullable LaunchTemplateSpecification template) {
        if (configuration != null) {
            conditions.put("autoscaling:LaunchConfigurationName", List.of(configuration));
        }
        if (template != null) {
            boolean fixed = template.version() != null && !template.version().startsWith("$");
            conditions.put("autoscaling:LaunchTemplateVersionSpecified", List.of(Boolean.toString(fixed)));
        }
    }
}
