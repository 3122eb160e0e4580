package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateNatGatewayRequest;
import io.moorage.awsmodels.ec2.CreateNatGatewayResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.NatGateway;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A NAT gateway in a subnet; the same client token again answers the same gateway. */
public record CreateNatGateway(Ec2 ec2) implements Action<CreateNatGatewayRequest, CreateNatGatewayResult> {
    @Override
    public Operation<CreateNatGatewayRequest, CreateNatGatewayResult> operation() {
        return Ec2Operations.CREATE_NAT_GATEWAY;
    }

    @Override
    public CreateNatGatewayResult handle(CreateNatGatewayRequest input, RequestContext context) {
        refuseUnsupported(input);
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "natgateway");
        String token = Objects.requireNonNullElse(input.clientToken(), "");
        NatGateway made = ec2.store().transact(tx -> {
            Optional<NatGateway> before = ofToken(tx, token);
            return before.isPresent() ? before.get() : create(tx, input, token, tags, context.now());
        });
        return CreateNatGatewayResult.builder()
                .clientToken(input.clientToken())
                .natGateway(NatGateways.shape(ec2.view(), made))
                .build();
    }

    private static void refuseUnsupported(CreateNatGatewayRequest input) {
        if ("private".equals(input.connectivityType())) {
            throw Ec2Errors.unsupported("A private NAT gateway");
        }
        if (!input.secondaryAllocationIds().isEmpty()
                || !input.secondaryPrivateIpAddresses().isEmpty()
                || input.secondaryPrivateIpAddressCount() != null) {
            throw Ec2Errors.unsupported("A secondary address of a NAT gateway");
        }
    }

    private static Optional<NatGateway> ofToken(ReadView view, String token) {
        return token.isEmpty()
                ? Optional.empty()
                : view.all(Ec2Tables.NAT_GATEWAYS).stream()
                        .filter(each -> each.clientToken().equals(token))
                        .findFirst();
    }

    private NatGateway create(
            Transaction tx, CreateNatGatewayRequest input, String token, Map<String, String> tags, Instant now) {
        Subnet subnet = Resource.SUBNET.require(tx, Ec2Errors.required(input.subnetId(), "SubnetId"));
        ElasticAddress address = Resource.ADDRESS.require(tx, Ec2Errors.required(input.allocationId(), "AllocationId"));
        Addresses.requireFree(tx, address);
        Addresses.requireGateway(tx, subnet.vpcId());
        String place = PrivateAddresses.take(tx, subnet.id(), Optional.ofNullable(input.privateIpAddress()));
        Ec2Errors.refuseDryRun(input.dryRun());
        String id = Ec2Id.NAT_GATEWAY.next(ec2.random());
        NetworkInterface eni =
                NetworkInterface.in(subnet, place, List.of(), NetworkInterface.natGateway(id), ec2.random());
        Addresses.associate(
                tx,
                address,
                new ElasticAddress.Association(Ec2Id.ADDRESS_ASSOCIATION.next(ec2.random()), eni.id()),
                eni);
        var gateway = new NatGateway(
                id,
                token,
                subnet.vpcId(),
                subnet.id(),
                eni.id(),
                place,
                address.publicAddress(),
                address.id(),
                now,
                Optional.empty(),
                tags);
        NatGateways.forgetOld(tx, now);
        tx.insert(Ec2Tables.NAT_GATEWAYS, gateway);
        return gateway;
    }
}
