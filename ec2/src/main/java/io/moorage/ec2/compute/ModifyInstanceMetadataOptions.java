package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.InstanceMetadataOptionsRequest;
import io.moorage.awsmodels.ec2.ModifyInstanceMetadataOptionsRequest;
import io.moorage.awsmodels.ec2.ModifyInstanceMetadataOptionsResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.MetadataTags;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.Launch;
import io.moorage.store.Ec2Tables;

/** Changes how an instance's metadata is served, at once. */
public record ModifyInstanceMetadataOptions(Ec2 ec2)
        implements Action<ModifyInstanceMetadataOptionsRequest, ModifyInstanceMetadataOptionsResult> {
    @Override
    public Operation<ModifyInstanceMetadataOptionsRequest, ModifyInstanceMetadataOptionsResult> operation() {
        return Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS;
    }

    @Override
    public ModifyInstanceMetadataOptionsResult handle(
            ModifyInstanceMetadataOptionsRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.instanceId(), "InstanceId");
        var wanted = InstanceMetadataOptionsRequest.builder()
                .httpTokens(input.httpTokens())
                .httpPutResponseHopLimit(input.httpPutResponseHopLimit())
                .httpEndpoint(input.httpEndpoint())
                .httpProtocolIpv6(input.httpProtocolIpv6())
                .instanceMetadataTags(input.instanceMetadataTags())
                .build();
        return ec2.store().transact(tx -> {
            Instance row = Resource.INSTANCE.require(tx, id);
            if (row.state().isEnding()) {
                throw StateChanges.incorrectState(row, "modified");
            }
            Launch launch = MetadataOptionsRequests.changed(row.launch(), wanted);
            MetadataTags.check(launch, row.tags().keySet());
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.update(Ec2Tables.INSTANCES, row.withLaunch(launch));
            return ModifyInstanceMetadataOptionsResult.builder()
                    .instanceId(id)
                    .instanceMetadataOptions(InstanceShapes.metadata(launch))
                    .build();
        });
    }
}
