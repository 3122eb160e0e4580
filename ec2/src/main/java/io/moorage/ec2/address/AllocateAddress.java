package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AllocateAddressRequest;
import io.moorage.awsmodels.ec2.AllocateAddressResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.store.Ec2Tables;
import java.util.Map;
import java.util.Optional;

/** A public address that stays the account's. */
public record AllocateAddress(Ec2 ec2) implements Action<AllocateAddressRequest, AllocateAddressResult> {
    @Override
    public Operation<AllocateAddressRequest, AllocateAddressResult> operation() {
        return Ec2Operations.ALLOCATE_ADDRESS;
    }

    @Override
    public AllocateAddressResult handle(AllocateAddressRequest input, RequestContext context) {
        if (input.domain() != null && !input.domain().equals("vpc")) {
            throw Ec2Errors.invalidValue("Invalid domain: %s", input.domain());
        }
        if (input.address() != null || input.publicIpv4Pool() != null || input.customerOwnedIpv4Pool() != null) {
            throw Ec2Errors.unsupported("An address of the caller's choice");
        }
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "elastic-ip");
        Ec2Errors.refuseDryRun(input.dryRun());
        ElasticAddress made = ec2.store().transact(tx -> {
            var address = new ElasticAddress(
                    Ec2Id.ELASTIC_ADDRESS.next(ec2.random()),
                    PublicAddresses.allocate(tx, ec2.config()),
                    Optional.empty(),
                    tags);
            tx.insert(Ec2Tables.ADDRESSES, address);
            return address;
        });
        return AllocateAddressResult.builder()
                .allocationId(made.id())
                .publicIp(made.publicAddress())
                .domain("vpc")
                .publicIpv4Pool("amazon")
                .networkBorderGroup(ec2.config().region())
                .build();
    }
}
