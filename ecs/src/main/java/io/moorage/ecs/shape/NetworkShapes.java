package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.AwsVpcConfiguration;
import io.moorage.awsmodels.ecs.NetworkConfiguration;
import io.moorage.model.ecs.NetworkPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tasks in network mode {@code awsvpc} get their interfaces ({@code API_NetworkConfiguration}). */
final class NetworkShapes {
    static @Nullable NetworkConfiguration write(Optional<NetworkPlace> place) {
        return place.map(each -> new NetworkConfiguration(AwsVpcConfiguration.builder()
                        .subnets(each.subnets())
                        .securityGroups(each.securityGroups())
                        .assignPublicIp("DISABLED")
                        .build()))
                .orElse(null);
    }

    private NetworkShapes() {}
}
