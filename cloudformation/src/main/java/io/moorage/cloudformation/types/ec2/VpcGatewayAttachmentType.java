package io.moorage.cloudformation.types.ec2;

import io.moorage.awsmodels.ec2.AttachInternetGatewayRequest;
import io.moorage.awsmodels.ec2.DescribeInternetGatewaysRequest;
import io.moorage.awsmodels.ec2.DetachInternetGatewayRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Set;

/** {@code AWS::EC2::VPCGatewayAttachment} of an internet gateway. */
public final class VpcGatewayAttachmentType implements ResourceType {
    private static final String PREFIX = "IGW|";

    private static final Schema SCHEMA = Schema.of("AWS::EC2::VPCGatewayAttachment", AttachInternetGatewayRequest.SHAPE)
            .replaced("VpcId", "InternetGatewayId")
            .required("VpcId", "InternetGatewayId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String vpcId = wanted.text("VpcId");
        String gatewayId = wanted.text("InternetGatewayId");
        if (!wanted.again() || !isAttached(vpcId, gatewayId, aws)) {
            aws.call(
                    Ec2Operations.ATTACH_INTERNET_GATEWAY,
                    AttachInternetGatewayRequest.builder()
                            .vpcId(vpcId)
                            .internetGatewayId(gatewayId)
                            .build());
        }
        return PREFIX + vpcId;
    }

    private static boolean isAttached(String vpcId, String gatewayId, Aws aws) {
        return !aws.call(
                        Ec2Operations.DESCRIBE_INTERNET_GATEWAYS,
                        DescribeInternetGatewaysRequest.builder()
                                .filters(List.of(
                                        Ec2Tags.filter("attachment.vpc-id", vpcId),
                                        Ec2Tags.filter("internet-gateway-id", gatewayId)))
                                .build())
                .internetGateways()
                .isEmpty();
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                Set.of("Gateway.NotAttached", "InvalidInternetGatewayID.NotFound", "InvalidVpcID.NotFound"),
                Ec2Operations.DETACH_INTERNET_GATEWAY,
                DetachInternetGatewayRequest.builder()
                        .vpcId(id.substring(PREFIX.length()))
                        .internetGatewayId(last.text("InternetGatewayId"))
                        .build());
        return Progress.DONE;
    }
}
