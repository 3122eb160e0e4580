package io.moorage.ecs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.ReadView;

/** The container instance an attribute is of. */
final class AttributeTargets {
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
