package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.AssociateAddressRequest;
import io.moorage.awsmodels.ec2.DisassociateAddressRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Set;

/** {@code AWS::EC2::EIPAssociation}. */
public final class EipAssociationType implements ResourceType {
    private static final Schema SCHEMA = Schema.of("AWS::EC2::EIPAssociation", AssociateAddressRequest.SHAPE)
            .replaced("AllocationId", "InstanceId", "NetworkInterfaceId", "PrivateIpAddress")
            .property("EIP", Type.StringType.ANY, Update.REPLACEMENT)
            .attributes("Id")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The same association once more is the one that is there. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return Aws.answered(aws.call(
                        Ec2Operations.ASSOCIATE_ADDRESS,
                        wanted.read(AssociateAddressRequest.SHAPE, "EIP").toBuilder()
                                .publicIp(wanted.orNull("EIP"))
                                .allowReassociation(true)
                                .build())
                .associationId());
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                Set.of("InvalidAssociationID.NotFound"),
                Ec2Operations.DISASSOCIATE_ADDRESS,
                DisassociateAddressRequest.builder().associationId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of("Id", Values.text(id));
    }
}
