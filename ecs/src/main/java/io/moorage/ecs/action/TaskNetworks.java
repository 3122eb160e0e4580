package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.AwsVpcConfiguration;
import io.moorage.awsmodels.ecs.NetworkConfiguration;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskDefinition.NetworkMode;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code API_NetworkConfiguration}: there for network mode {@code awsvpc}, and for no other. */
final class TaskNetworks {
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_GROUPS = 5;

    static Optional<NetworkPlace> read(
            ReadView view, @Nullable NetworkConfiguration configuration, TaskDefinition definition) {
        AwsVpcConfiguration given = configuration == null ? null : configuration.awsvpcConfiguration();
        if (definition.networkMode() != NetworkMode.awsvpc) {
            if (given != null) {
                throw EcsErrors.invalid(
                        "Network Configuration is not valid for the given networkMode of this task definition.");
            }
            return Optional.empty();
        }
        if (given == null) {
            throw EcsErrors.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        return Optional.of(place(view, given));
    }

    /** Of a service that is updated: what is not given stays, where the definition has a use for it. */
    static Optional<NetworkPlace> read(
            ReadView view,
            @Nullable NetworkConfiguration configuration,
            TaskDefinition definition,
            Optional<NetworkPlace> before) {
        boolean stays = configuration == null && before.isPresent() && definition.networkMode() == NetworkMode.awsvpc;
        return stays ? before : read(view, configuration, definition);
    }

    private static NetworkPlace place(ReadView view, AwsVpcConfiguration given) {
        if ("ENABLED".equals(given.assignPublicIp())) {
            throw EcsErrors.invalid("Assign public IP is not supported for this launch type.");
        }
        if (given.subnets().isEmpty()) {
            throw EcsErrors.invalid("subnets can not be empty.");
        }
        Lists.requireAtMost(MOST_SUBNETS, given.subnets(), "subnets");
        Lists.requireAtMost(MOST_GROUPS, given.securityGroups(), "securityGroups");
        List<Subnet> subnets =
                given.subnets().stream().map(id -> subnet(view, id)).toList();
        String vpcId = subnets.getFirst().vpcId();
        if (subnets.stream().anyMatch(each -> !each.vpcId().equals(vpcId))) {
            throw EcsErrors.invalid("All subnets must belong to the same VPC.");
        }
        return new NetworkPlace(given.subnets(), groups(view, given.securityGroups(), vpcId));
    }

    private static Subnet subnet(ReadView view, String id) {
        return view.find(Ec2Tables.SUBNETS, id)
                .orElseThrow(() -> EcsErrors.invalid("Error retrieving subnet information for [" + id
                        + "]: The subnet ID '" + id + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)"));
    }

    /** "If you don't specify a security group, the default security group for the VPC is used." */
    private static List<String> groups(ReadView view, List<String> given, String vpcId) {
        List<String> ids = new ArrayList<>();
        for (String id : given) {
            SecurityGroup group = view.find(Ec2Tables.SECURITY_GROUPS, id)
                    .orElseThrow(() -> EcsErrors.invalid("Error retrieving security group information for [" + id
                            + "]: The security group '" + id
                            + "' does not exist (ErrorCode: InvalidGroup.NotFound)"));
            if (!group.vpcId().equals(vpcId)) {
                throw EcsErrors.invalid("The security groups and subnets must belong to the same VPC.");
            }
            ids.add(id);
        }
        if (ids.isEmpty()) {
            view.by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpcId).stream()
                    .filter(each -> each.name().equals(SecurityGroup.DEFAULT_NAME))
                    .forEach(each -> ids.add(each.id()));
        }
        return ids;
    }

    private TaskNetworks() {}
}
