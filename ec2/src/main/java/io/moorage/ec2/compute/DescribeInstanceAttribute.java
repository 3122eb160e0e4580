package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.DescribeInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.EnclaveOptions;
import io.moorage.awsmodels.ec2.InstanceAttribute;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.vpc.InterfaceShapes;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.Launch;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attribute of an instance at a time. */
public record DescribeInstanceAttribute(Ec2 ec2)
        implements Action<DescribeInstanceAttributeRequest, InstanceAttribute> {
    @Override
    public Operation<DescribeInstanceAttributeRequest, InstanceAttribute> operation() {
        return Ec2Operations.DESCRIBE_INSTANCE_ATTRIBUTE;
    }

    @Override
    public InstanceAttribute handle(DescribeInstanceAttributeRequest input, RequestContext context) {
        ReadView view = ec2.view();
        Instance row = Resource.INSTANCE.require(view, Ec2Errors.required(input.instanceId(), "InstanceId"));
        String attribute = Ec2Errors.required(input.attribute(), "Attribute");
        Ec2Errors.refuseDryRun(input.dryRun());
        Launch launch = row.launch();
        var shape = InstanceAttribute.builder().instanceId(row.id());
        switch (attribute) {
            case "instanceType" -> shape.instanceType(text(launch.instanceType()));
            case "userData" -> shape.userData(text(launch.userData().orElse(null)));
            case "disableApiTermination" -> shape.disableApiTermination(flag(launch.terminationProtected()));
            case "disableApiStop" -> shape.disableApiStop(flag(launch.stopProtected()));
            case "instanceInitiatedShutdownBehavior" ->
                shape.instanceInitiatedShutdownBehavior(text(launch.terminateOnShutdown() ? "terminate" : "stop"));
            case "rootDeviceName" -> shape.rootDeviceName(text(InstanceShapes.ROOT_DEVICE));
            case "ebsOptimized" -> shape.ebsOptimized(flag(launch.ebsOptimized()));
            case "sourceDestCheck" -> shape.sourceDestCheck(flag(true));
            case "enaSupport" -> shape.enaSupport(flag(true));
            case "blockDeviceMapping" -> shape.blockDeviceMappings(InstanceShapes.disks(row));
            case "enclaveOptions" ->
                shape.enclaveOptions(EnclaveOptions.builder().enabled(false).build());
            case "kernel" -> shape.kernelId(text(null));
            case "ramdisk" -> shape.ramdiskId(text(null));
            case "sriovNetSupport" -> shape.sriovNetSupport(text(null));
            case "productCodes" -> shape.productCodes(List.of());
            case "groupSet" ->
                shape.groups(view.find(Ec2Tables.INTERFACES, row.networkInterfaceId())
                        .map(new InterfaceShapes(view, ec2.config())::groups)
                        .orElse(List.of()));
            default -> throw Ec2Errors.invalidValue("Value (%s) for parameter attribute is invalid.", attribute);
        }
        return shape.build();
    }

    private static AttributeValue text(@Nullable String value) {
        return AttributeValue.builder().value(value).build();
    }

    private static AttributeBooleanValue flag(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }
}
