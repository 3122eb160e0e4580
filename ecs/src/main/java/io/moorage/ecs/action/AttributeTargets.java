package io.moorage.ecs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.regex.Pattern;

/** Attributes that somebody gives or takes, and the container instance they are of. */
final class AttributeTargets {
    /** Of one call, and of custom ones on one resource (API_PutAttributes). */
    private static final int MOST = 10;
    /** API_Attribute, name and value. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.@:/\\\\ -]{1,128}");
    /** How the names begin of those that ECS and the agents set. */
    private static final List<String> OWN = List.of("ecs.", "com.amazonaws.ecs.", "moorage.");

    static void check(List<Attribute> attributes) {
        Lists.requireSome(attributes, "Attributes");
        Lists.requireAtMost(MOST, attributes, "attributes");
        attributes.forEach(AttributeTargets::check);
    }

    private static void check(Attribute attribute) {
        if (!NAME.matcher(attribute.name()).matches()) {
            throw EcsErrors.invalid("An attribute's name must have 1 to 128 letters, numbers, hyphens, underscores,"
                    + " slashes and periods.");
        }
        String value = attribute.value();
        if (value != null && (!VALUE.matcher(value).matches() || !value.equals(value.strip()))) {
            throw EcsErrors.invalid("An attribute's value must have 1 to 128 letters, numbers, hyphens, underscores,"
                    + " periods, at signs, slashes, colons and spaces, and no space at its ends.");
        }
    }

    static void checkCount(List<io.moorage.model.ecs.Attribute> attributes) {
        long custom = attributes.stream()
                .filter(each -> OWN.stream().noneMatch(each.name()::startsWith))
                .count();
        if (custom > MOST) {
            throw new AwsException(
                    EcsOperations.ERROR_ATTRIBUTE_LIMIT_EXCEEDED_EXCEPTION,
                    "A container instance can have at most " + MOST + " custom attributes.");
        }
    }

    static ContainerInstance target(Ecs ecs, ReadView view, Cluster cluster, Attribute attribute) {
        String id = attribute.targetId();
        if (id == null || (attribute.targetType() != null && !"container-instance".equals(attribute.targetType()))) {
            throw EcsErrors.invalid("An attribute's target must be a container instance.");
        }
        return ecs.instance(view, cluster, id)
                .filter(each -> !each.inactive())
                .orElseThrow(() -> new AwsException(
                        EcsOperations.ERROR_TARGET_NOT_FOUND_EXCEPTION, "The specified target wasn't found: " + id));
    }

    private AttributeTargets() {}
}
