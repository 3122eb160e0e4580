package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ec2.AssociateRouteTableRequest;
import io.moorage.awsmodels.ec2.DisassociateRouteTableRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Set;

/** {@code AWS::EC2::SubnetRouteTableAssociation}. */
public final class SubnetRouteTableAssociationType implements ResourceType {
    private static final Schema SCHEMA = Schema.of(
                    "AWS::EC2::SubnetRouteTableAssociation", AssociateRouteTableRequest.SHAPE)
            .replaced("RouteTableId", "SubnetId")
            .required("RouteTableId", "SubnetId")
            .attributes("Id")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The call answers the association that is there already. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return Aws.answered(aws.call(Ec2Operations.ASSOCIATE_ROUTE_TABLE, wanted.read(AssociateRouteTableRequest.SHAPE))
                .associationId());
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                Set.of("InvalidAssociationID.NotFound"),
                Ec2Operations.DISASSOCIATE_ROUTE_TABLE,
                DisassociateRouteTableRequest.builder().associationId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of("Id", Values.text(id));
    }
}
