package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.LaunchTemplateSpecification;
import io.moorage.model.autoscaling.LaunchSource;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a group is to launch from, as a request names it. */
final class Sources {
    private Sources() {}

    static LaunchSource read(
            ReadView view, @Nullable String configuration, @Nullable LaunchTemplateSpecification template) {
        if (configuration != null && template == null) {
            if (view.find(AutoScalingTables.LAUNCH_CONFIGURATIONS, configuration)
                    .isEmpty()) {
                throw Refusal.invalid("Launch configuration name not found - Launch configuration " + configuration
                        + " does not exist");
            }
            return new LaunchSource.Configuration(configuration);
        }
        if (template == null || configuration != null) {
            throw Refusal.invalid("Valid requests must contain either LaunchTemplate, LaunchConfigurationName, "
                    + "InstanceId or MixedInstancesPolicy parameter.");
        }
        return template(view, template);
    }

    private static LaunchSource template(ReadView view, LaunchTemplateSpecification given) {
        String version = Objects.requireNonNullElse(given.version(), LaunchTemplate.DEFAULT);
        LaunchTemplate found = find(view, given);
        LaunchTemplate.Version chosen = found.version(version)
                .orElseThrow(() -> Refusal.invalid("You must use a valid fully-formed launch template. Could not find "
                        + "the specified version " + version + " for the launch template with ID " + found.id() + "."));
        if (chosen.data().imageId().isEmpty()) {
            throw Refusal.invalid("You must use a valid fully-formed launch template. The request must contain the "
                    + "parameter ImageId");
        }
        return new LaunchSource.Template(found.id(), found.name(), version);
    }

    private static LaunchTemplate find(ReadView view, LaunchTemplateSpecification given) {
        String id = given.launchTemplateId();
        String name = given.launchTemplateName();
        if ((id == null) == (name == null)) {
            throw Refusal.invalid("Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        return id == null
                ? view.by(Ec2Tables.LAUNCH_TEMPLATES, Ec2Tables.LAUNCH_TEMPLATES_BY_NAME, String.valueOf(name)).stream()
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("You must use a valid fully-formed launch template. The "
                                + "specified launch template, with template name " + name + ", does not exist."))
                : view.find(Ec2Tables.LAUNCH_TEMPLATES, id)
                        .orElseThrow(() -> Refusal.invalid("You must use a valid fully-formed launch template. The "
                                + "specified launch template, with template ID " + id + ", does not exist."));
    }
}
