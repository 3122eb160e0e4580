package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListServicesByNamespaceRequest;
import io.moorage.awsmodels.ecs.ListServicesByNamespaceResponse;

/** {@code API_ListServicesByNamespace}: there are no Cloud Map namespaces. */
public final class ListServicesByNamespace
        implements Action<ListServicesByNamespaceRequest, ListServicesByNamespaceResponse> {

    @Override
    public Operation<ListServicesByNamespaceRequest, ListServicesByNamespaceResponse> operation() {
        return EcsOperations.LIST_SERVICES_BY_NAMESPACE;
    }

    @Override
    public ListServicesByNamespaceResponse handle(ListServicesByNamespaceRequest request, RequestContext context) {
        throw new AwsException(
                EcsOperations.ERROR_NAMESPACE_NOT_FOUND_EXCEPTION, "Namespace not found: " + request.namespace());
    }
}
