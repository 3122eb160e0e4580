package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateInternetGatewayRequest;
import io.moorage.awsmodels.ec2.CreateInternetGatewayResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.store.Ec2Tables;
import java.util.Map;
import java.util.Optional;

/** A gateway, not attached yet. */
public record CreateInternetGateway(Ec2 ec2)
        implements Action<CreateInternetGatewayRequest, CreateInternetGatewayResult> {
    @Override
    public Operation<CreateInternetGatewayRequest, CreateInternetGatewayResult> operation() {
        return Ec2Operations.CREATE_INTERNET_GATEWAY;
    }

    @Override
    public CreateInternetGatewayResult handle(CreateInternetGatewayRequest input, RequestContext context) {
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "internet-gateway");
        Ec2Errors.refuseDryRun(input.dryRun());
        var gateway = new InternetGateway(Ec2Id.INTERNET_GATEWAY.next(ec2.random()), Optional.empty(), tags);
        ec2.store().transact(tx -> {
            tx.insert(Ec2Tables.INTERNET_GATEWAYS, gateway);
            return gateway;
        });
        return CreateInternetGatewayResult.builder()
                .internetGateway(VpcShapes.gateway(gateway, ec2.config()))
                .build();
    }
}
