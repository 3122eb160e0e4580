package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ec2.CreateInternetGatewayRequest;
import io.moorage.awsmodels.ec2.DeleteInternetGatewayRequest;
import io.moorage.awsmodels.ec2.DescribeInternetGatewaysRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.InternetGateway;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Set;

/** {@code AWS::EC2::InternetGateway}. */
public final class InternetGatewayType implements ResourceType {
    private static final Schema SCHEMA = Schema.of("AWS::EC2::InternetGateway", CreateInternetGatewayRequest.SHAPE)
            .tags("Tags")
            .attributes("InternetGatewayId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        return Ec2Tags.once(
                wanted,
                filters -> aws
                        .call(
                                Ec2Operations.DESCRIBE_INTERNET_GATEWAYS,
                                DescribeInternetGatewaysRequest.builder()
                                        .filters(filters)
                                        .build())
                        .internetGateways()
                        .stream()
                        .map(InternetGateway::internetGatewayId),
                () -> Aws.answered(aws.call(
                                        Ec2Operations.CREATE_INTERNET_GATEWAY,
                                        CreateInternetGatewayRequest.builder()
                                                .tagSpecifications(Ec2Tags.of(wanted, "internet-gateway"))
                                                .build())
                                .internetGateway())
                        .internetGatewayId());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                Set.of("InvalidInternetGatewayID.NotFound"),
                Ec2Operations.DELETE_INTERNET_GATEWAY,
                DeleteInternetGatewayRequest.builder().internetGatewayId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of("InternetGatewayId", Values.text(id));
    }
}
