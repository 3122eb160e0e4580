package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.BlobAttributeValue;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.Launch;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes what may be changed: groups at any time, type and user data of a stopped instance. */
public record ModifyInstanceAttribute(Ec2 ec2) implements Action<ModifyInstanceAttributeRequest, Empty> {
    @Override
    public Operation<ModifyInstanceAttributeRequest, Empty> operation() {
        return Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE;
    }

    @Override
    public Empty handle(ModifyInstanceAttributeRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.instanceId(), "InstanceId");
        if (input.kernel() != null
                || input.ramdisk() != null
                || input.sriovNetSupport() != null
                || !input.blockDeviceMappings().isEmpty()) {
            throw Ec2Errors.unsupported("Modifying this attribute of an instance");
        }
        if (input.sourceDestCheck() != null
                && Boolean.FALSE.equals(input.sourceDestCheck().value())) {
            throw Ec2Errors.unsupported("An instance without source/destination check");
        }
        return ec2.store().transact(tx -> {
            Instance row = Resource.INSTANCE.require(tx, id);
            Launch launch = changed(row, input);
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.update(Ec2Tables.INSTANCES, row.withLaunch(launch));
            if (!input.groups().isEmpty()) {
                regroup(tx, row, input.groups());
            }
            return Empty.VALUE;
        });
    }

    private static Launch changed(Instance row, ModifyInstanceAttributeRequest input) {
        Launch before = row.launch();
        String attribute = Objects.requireNonNullElse(input.attribute(), "");
        String type = chosen(input.instanceType(), attribute.equals("instanceType"), input.value());
        String shutdown = chosen(
                input.instanceInitiatedShutdownBehavior(),
                attribute.equals("instanceInitiatedShutdownBehavior"),
                input.value());
        BlobAttributeValue data = input.userData();
        byte[] bytes = data == null ? null : data.value();
        if ((type != null || bytes != null) && row.state() != InstanceState.STOPPED) {
            throw Ec2Errors.refused(
                    "IncorrectInstanceState", "The instance '%s' is not in the 'stopped' state.", row.id());
        }
        return before.modified(
                type == null ? before.instanceType() : LaunchRequest.type(type),
                bytes == null
                        ? before.userData()
                        : LaunchRequest.userData(Base64.getEncoder().encodeToString(bytes)),
                shutdown == null ? before.terminateOnShutdown() : shutdown.equals("terminate"),
                flag(input.disableApiTermination(), before.terminationProtected()),
                flag(input.disableApiStop(), before.stopProtected()),
                flag(input.ebsOptimized(), before.ebsOptimized()));
    }

    private static @Nullable String chosen(@Nullable AttributeValue given, boolean named, @Nullable String value) {
        return given != null ? given.value() : named ? value : null;
    }

    private static boolean flag(@Nullable AttributeBooleanValue given, boolean before) {
        return (given == null || given.value() == null) ? before : given.value();
    }

    private static void regroup(Transaction tx, Instance row, List<String> groupIds) {
        NetworkInterface eni = tx.find(Ec2Tables.INTERFACES, row.networkInterfaceId())
                .orElseThrow(() -> StateChanges.incorrectState(row, "modified"));
        for (String each : groupIds) {
            if (!Resource.SECURITY_GROUP.require(tx, each).vpcId().equals(eni.vpcId())) {
                throw Ec2Errors.refused(
                        "InvalidGroup.NotFound",
                        "The security group '%s' does not exist in VPC '%s'",
                        each,
                        eni.vpcId());
            }
        }
        tx.update(
                Ec2Tables.INTERFACES,
                eni.withSecurityGroups(groupIds.stream().distinct().toList()));
    }
}
