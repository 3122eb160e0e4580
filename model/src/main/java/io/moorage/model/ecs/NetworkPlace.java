package io.moorage.model.ecs;

import java.util.List;

/**
 * Where tasks in network mode {@code awsvpc} get their interfaces ({@code API_AwsVpcConfiguration}).
 *
 * @param subnets ids, of which one of the instance's Availability Zone is taken
 * @param securityGroups ids that the interfaces wear
 */
public record NetworkPlace(List<String> subnets, List<String> securityGroups) {
    public NetworkPlace {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }
}
