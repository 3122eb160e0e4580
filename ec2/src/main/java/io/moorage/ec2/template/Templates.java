package io.moorage.ec2.template;

import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds launch templates and their versions, or refuses as EC2 does. */
public final class Templates {
    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_NAME = 128;

    private Templates() {}

    /** The template that a request names by id or by name, but not by both. */
    public static LaunchTemplate named(ReadView view, @Nullable String id, @Nullable String name) {
        if ((id == null) == (name == null)) {
            throw id == null
                    ? Ec2Errors.missing("LaunchTemplateId or LaunchTemplateName")
                    : Ec2Errors.invalidCombination(
                            "The parameters LaunchTemplateId and LaunchTemplateName may not be used together");
        }
        return id != null ? Resource.LAUNCH_TEMPLATE.require(view, id) : byName(view, String.valueOf(name));
    }

    private static LaunchTemplate byName(ReadView view, String name) {
        return find(view, name)
                .orElseThrow(() -> Ec2Errors.refused(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name %s, does not exist.",
                        name));
    }

    static Optional<LaunchTemplate> find(ReadView view, String name) {
        return view.by(Ec2Tables.LAUNCH_TEMPLATES, Ec2Tables.LAUNCH_TEMPLATES_BY_NAME, name).stream()
                .findFirst();
    }

    /** @param version a number, {@code $Default} or {@code $Latest}; the default one where there is none */
    public static LaunchTemplate.Version version(LaunchTemplate template, @Nullable String version) {
        String wanted = Objects.requireNonNullElse(version, LaunchTemplate.DEFAULT);
        return template.version(wanted)
                .orElseThrow(() -> wanted.matches("[0-9]+")
                        ? Ec2Errors.refused(
                                "InvalidLaunchTemplateId.VersionNotFound",
                                "Could not find launch template version %s for launch template %s.",
                                wanted,
                                template.id())
                        : Ec2Errors.refused(
                                "InvalidLaunchTemplateVersion.Malformed",
                                "Invalid launch template version: either '$Default', '$Latest', or a numeric version are "
                                        + "allowed, not '%s'.",
                                wanted));
    }

    static String name(String given) {
        if (given.length() < SHORTEST_NAME || given.length() > LONGEST_NAME || !given.matches("[a-zA-Z0-9().\\-/_]+")) {
            throw Ec2Errors.refused(
                    "InvalidLaunchTemplateName.MalformedException",
                    "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the "
                            + "following characters: ( ) . / _ -. Not valid: '%s'.",
                    given);
        }
        return given;
    }
}
