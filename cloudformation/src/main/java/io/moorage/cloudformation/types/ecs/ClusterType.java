package io.moorage.cloudformation.types.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.Cluster;
import io.moorage.awsmodels.ecs.ClusterSetting;
import io.moorage.awsmodels.ecs.CreateClusterRequest;
import io.moorage.awsmodels.ecs.DeleteClusterRequest;
import io.moorage.awsmodels.ecs.DescribeClustersRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PutClusterCapacityProvidersRequest;
import io.moorage.awsmodels.ecs.UpdateClusterRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ECS::Cluster}. */
public final class ClusterType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final Set<String> ABSENT = Set.of("ClusterNotFoundException");

    private static final Schema SCHEMA = Schema.of("AWS::ECS::Cluster", CreateClusterRequest.SHAPE)
            .replaced("ClusterName")
            .inPlace("Configuration", "CapacityProviders", "DefaultCapacityProviderStrategy", "ServiceConnectDefaults")
            .property(
                    "ClusterSettings",
                    Shapes.member(CreateClusterRequest.SHAPE, "settings")
                            .orElseThrow()
                            .type(),
                    Schema.Update.IN_PLACE)
            .named("ClusterName")
            .tags("Tags")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** ECS answers a second creation with the cluster that is there: one of somebody else's is refused here. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        Optional<Cluster> present = find(name, aws);
        if (present.isPresent() && !EcsTags.isOwned(present.get().tags(), wanted)) {
            throw new AwsException("AlreadyExists", 400, "The cluster " + name + " already exists");
        }
        if (present.isEmpty()) {
            aws.call(
                    EcsOperations.CREATE_CLUSTER,
                    wanted.read(CreateClusterRequest.SHAPE, "ClusterName", "ClusterSettings", "Tags").toBuilder()
                            .clusterName(name)
                            .settings(wanted.properties().has("ClusterSettings") ? settings(wanted) : null)
                            .tags(EcsTags.list(wanted.allTags()))
                            .build());
        }
        return name;
    }

    private static List<ClusterSetting> settings(Wanted wanted) {
        return wanted.list("ClusterSettings").stream()
                .map(each -> Shapes.read(ClusterSetting.SHAPE, each, "ClusterSettings"))
                .toList();
    }

    private static Optional<Cluster> find(String name, Aws aws) {
        return aws
                .call(
                        EcsOperations.DESCRIBE_CLUSTERS,
                        DescribeClustersRequest.builder()
                                .clusters(List.of(name))
                                .include(List.of("TAGS"))
                                .build())
                .clusters()
                .stream()
                .filter(each -> !"INACTIVE".equals(each.status()))
                .findFirst();
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        find(name, aws).ifPresent(each -> EcsTags.update(String.valueOf(each.clusterArn()), before, after, aws));
        if (Shapes.without(before.properties(), "Tags").equals(Shapes.without(after.properties(), "Tags"))) {
            return Progress.DONE;
        }
        if (!capacity(before).equals(capacity(after))) {
            aws.call(
                    EcsOperations.PUT_CLUSTER_CAPACITY_PROVIDERS,
                    capacity(after).toBuilder().cluster(name).build());
        }
        aws.call(
                EcsOperations.UPDATE_CLUSTER,
                UpdateClusterRequest.builder()
                        .cluster(name)
                        .settings(settings(after))
                        .build());
        return Progress.DONE;
    }

    /** The providers and the strategy of a cluster, whatever its name. */
    private static PutClusterCapacityProvidersRequest capacity(Wanted wanted) {
        CreateClusterRequest asked = wanted.read(CreateClusterRequest.SHAPE, "ClusterName", "ClusterSettings", "Tags");
        return new PutClusterCapacityProvidersRequest(
                "", asked.capacityProviders(), asked.defaultCapacityProviderStrategy());
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        if (find(name, aws).isPresent()) {
            aws.unless(
                    ABSENT,
                    EcsOperations.DELETE_CLUSTER,
                    DeleteClusterRequest.builder().cluster(name).build());
        }
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of(
                "Arn", Values.text(find(name, aws).map(Cluster::clusterArn).orElse("")));
    }
}
