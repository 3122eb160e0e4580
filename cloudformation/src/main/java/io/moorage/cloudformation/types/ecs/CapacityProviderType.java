package io.moorage.cloudformation.types.ecs;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.AutoScalingGroupProviderUpdate;
import io.moorage.awsmodels.ecs.CapacityProvider;
import io.moorage.awsmodels.ecs.CreateCapacityProviderRequest;
import io.moorage.awsmodels.ecs.DeleteCapacityProviderRequest;
import io.moorage.awsmodels.ecs.DescribeCapacityProvidersRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateCapacityProviderRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Optional;

/** {@code AWS::ECS::CapacityProvider}. */
public final class CapacityProviderType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final String GROUP = "AutoScalingGroupProvider";

    private static final Schema SCHEMA = Schema.of("AWS::ECS::CapacityProvider", CreateCapacityProviderRequest.SHAPE)
            .replaced("Name")
            .inPlace(GROUP)
            .required(GROUP)
            .named("Name")
            .tags("Tags")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** A second creation is refused by ECS: one that is there and this stack's own is taken up. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        Optional<CapacityProvider> present = find(name, aws);
        if (present.isPresent() && !EcsTags.isOwned(present.get().tags(), wanted)) {
            throw new AwsException("AlreadyExists", 400, "The capacity provider " + name + " already exists");
        }
        if (present.isEmpty()) {
            aws.call(
                    EcsOperations.CREATE_CAPACITY_PROVIDER,
                    wanted.read(CreateCapacityProviderRequest.SHAPE, "Name", "Tags").toBuilder()
                            .name(name)
                            .tags(EcsTags.list(wanted.allTags()))
                            .build());
        }
        return name;
    }

    private static Optional<CapacityProvider> find(String name, Aws aws) {
        return aws
                .call(
                        EcsOperations.DESCRIBE_CAPACITY_PROVIDERS,
                        DescribeCapacityProvidersRequest.builder()
                                .capacityProviders(List.of(name))
                                .include(List.of("TAGS"))
                                .build())
                .capacityProviders()
                .stream()
                .findFirst();
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        find(name, aws)
                .ifPresent(each -> EcsTags.update(String.valueOf(each.capacityProviderArn()), before, after, aws));
        aws.call(
                EcsOperations.UPDATE_CAPACITY_PROVIDER,
                new UpdateCapacityProviderRequest(
                        name,
                        Shapes.read(
                                AutoScalingGroupProviderUpdate.SHAPE,
                                Shapes.without(after.properties().path(GROUP), "AutoScalingGroupArn"),
                                GROUP)));
        return Progress.DONE;
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        if (find(name, aws).isPresent()) {
            aws.call(EcsOperations.DELETE_CAPACITY_PROVIDER, new DeleteCapacityProviderRequest(name));
        }
        return Progress.DONE;
    }
}
