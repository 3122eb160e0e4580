package io.moorage.cloudformation.types.ecs;

import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PutClusterCapacityProvidersRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Set;

/** {@code AWS::ECS::ClusterCapacityProviderAssociations}: all capacity providers of a cluster, whose name is its id. */
public final class CapacityAssociationsType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("ClusterNotFoundException");
    private static final String CLUSTER = "Cluster";

    private static final Schema SCHEMA = Schema.of(
                    "AWS::ECS::ClusterCapacityProviderAssociations", PutClusterCapacityProvidersRequest.SHAPE)
            .replaced(CLUSTER)
            .inPlace("CapacityProviders", "DefaultCapacityProviderStrategy")
            .required(CLUSTER, "DefaultCapacityProviderStrategy")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** Putting them again changes nothing. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        put(wanted, aws);
        return wanted.text(CLUSTER);
    }

    private static void put(Wanted wanted, Aws aws) {
        aws.call(EcsOperations.PUT_CLUSTER_CAPACITY_PROVIDERS, wanted.read(PutClusterCapacityProvidersRequest.SHAPE));
    }

    @Override
    public Progress update(String cluster, Wanted before, Wanted after, Aws aws) {
        put(after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String cluster, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                EcsOperations.PUT_CLUSTER_CAPACITY_PROVIDERS,
                new PutClusterCapacityProvidersRequest(cluster, List.of(), List.of()));
        return Progress.DONE;
    }
}
