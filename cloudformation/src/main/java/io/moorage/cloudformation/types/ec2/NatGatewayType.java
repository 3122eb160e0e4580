package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ec2.CreateNatGatewayRequest;
import io.moorage.awsmodels.ec2.DeleteNatGatewayRequest;
import io.moorage.awsmodels.ec2.DescribeNatGatewaysRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.NatGateway;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code AWS::EC2::NatGateway}: complete when it is available, gone when it is deleted. */
public final class NatGatewayType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("NatGatewayNotFound");

    private static final Schema SCHEMA = Schema.of("AWS::EC2::NatGateway", CreateNatGatewayRequest.SHAPE)
            .replaced("AllocationId", "ConnectivityType", "PrivateIpAddress", "SubnetId")
            .required("SubnetId")
            .tags("Tags")
            .attributes("NatGatewayId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The client token makes it one gateway, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return Aws.answered(Aws.answered(aws.call(
                                Ec2Operations.CREATE_NAT_GATEWAY,
                                wanted.read(CreateNatGatewayRequest.SHAPE, "Tags").toBuilder()
                                        .clientToken(wanted.token())
                                        .tagSpecifications(Ec2Tags.of(wanted, "natgateway"))
                                        .build())
                        .natGateway())
                .natGatewayId());
    }

    private static String state(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        Ec2Operations.DESCRIBE_NAT_GATEWAYS,
                        DescribeNatGatewaysRequest.builder()
                                .natGatewayIds(List.of(id))
                                .build())
                .flatMap(answer ->
                        answer.natGateways().stream().map(NatGateway::state).findFirst())
                .orElse("deleted");
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        String state = state(id, aws);
        if (state.equals("failed") || state.equals("deleted")) {
            throw new InvalidPropertyException(
                    "NatGateway " + id + " is in state " + state + " and hence failed to stabilize");
        }
        return Progress.when(state.equals("available"), "the NAT gateway " + id + " to be available");
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                Ec2Operations.DELETE_NAT_GATEWAY,
                DeleteNatGatewayRequest.builder().natGatewayId(id).build());
        return Progress.when(state(id, aws).equals("deleted"), "the NAT gateway " + id + " to be deleted");
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of("NatGatewayId", Values.text(id));
    }
}
