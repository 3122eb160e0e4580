package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListAttributesRequest;
import io.moorage.awsmodels.ecs.ListAttributesResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code API_ListAttributes}: of container instances, by name and value. */
public final class ListAttributes implements Action<ListAttributesRequest, ListAttributesResponse> {
    private final Ecs ecs;

    public ListAttributes(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListAttributesRequest, ListAttributesResponse> operation() {
        return EcsOperations.LIST_ATTRIBUTES;
    }

    @Override
    public ListAttributesResponse handle(ListAttributesRequest request, RequestContext context) {
        if (request.attributeValue() != null && request.attributeName() == null) {
            throw EcsErrors.invalid("An attribute value needs the attribute's name.");
        }
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        Map<String, Attribute> found = new java.util.TreeMap<>();
        for (ContainerInstance instance :
                view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_CLUSTER, cluster.name())) {
            for (io.moorage.model.ecs.Attribute each : instance.attributes()) {
                String value = each.value().orElse(null);
                boolean wanted = !instance.inactive()
                        && (request.attributeName() == null
                                || request.attributeName().equals(each.name()))
                        && (request.attributeValue() == null
                                || request.attributeValue().equals(value));
                if (wanted) {
                    found.put(
                            instance.arn() + " " + each.name(),
                            new Attribute(each.name(), value, "container-instance", instance.arn()));
                }
            }
        }
        Page page = Page.of(List.copyOf(found.keySet()), request.nextToken(), request.maxResults());
        return new ListAttributesResponse(
                page.items().stream()
                        .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                        .toList(),
                page.nextToken());
    }
}
