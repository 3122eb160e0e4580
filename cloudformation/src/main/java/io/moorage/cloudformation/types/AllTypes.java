package io.moorage.cloudformation.types;

import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.types.applicationautoscaling.ScalableTargetType;
import io.moorage.cloudformation.types.applicationautoscaling.TargetPolicyType;
import io.moorage.cloudformation.types.autoscaling.AutoScalingGroupType;
import io.moorage.cloudformation.types.autoscaling.LaunchConfigurationType;
import io.moorage.cloudformation.types.autoscaling.LifecycleHookType;
import io.moorage.cloudformation.types.autoscaling.ScalingPolicyType;
import io.moorage.cloudformation.types.autoscaling.ScheduledActionType;
import io.moorage.cloudformation.types.cloudwatch.AlarmType;
import io.moorage.cloudformation.types.ec2.EipAssociationType;
import io.moorage.cloudformation.types.ec2.EipType;
import io.moorage.cloudformation.types.ec2.InstanceType;
import io.moorage.cloudformation.types.ec2.InternetGatewayType;
import io.moorage.cloudformation.types.ec2.KeyPairType;
import io.moorage.cloudformation.types.ec2.LaunchTemplateType;
import io.moorage.cloudformation.types.ec2.NatGatewayType;
import io.moorage.cloudformation.types.ec2.NetworkInterfaceType;
import io.moorage.cloudformation.types.ec2.RouteTableType;
import io.moorage.cloudformation.types.ec2.RouteType;
import io.moorage.cloudformation.types.ec2.SecurityGroupRuleType;
import io.moorage.cloudformation.types.ec2.SecurityGroupType;
import io.moorage.cloudformation.types.ec2.SubnetRouteTableAssociationType;
import io.moorage.cloudformation.types.ec2.SubnetType;
import io.moorage.cloudformation.types.ec2.VpcGatewayAttachmentType;
import io.moorage.cloudformation.types.ec2.VpcType;
import io.moorage.cloudformation.types.ecs.CapacityAssociationsType;
import io.moorage.cloudformation.types.ecs.CapacityProviderType;
import io.moorage.cloudformation.types.ecs.ClusterType;
import io.moorage.cloudformation.types.ecs.ServiceType;
import io.moorage.cloudformation.types.ecs.TaskDefinitionType;
import io.moorage.cloudformation.types.efs.AccessPointType;
import io.moorage.cloudformation.types.efs.FileSystemType;
import io.moorage.cloudformation.types.efs.MountTargetType;
import io.moorage.cloudformation.types.elb.LoadBalancerType;
import io.moorage.cloudformation.types.iam.AccessKeyType;
import io.moorage.cloudformation.types.iam.GroupType;
import io.moorage.cloudformation.types.iam.InstanceProfileType;
import io.moorage.cloudformation.types.iam.ManagedPolicyType;
import io.moorage.cloudformation.types.iam.PolicyType;
import io.moorage.cloudformation.types.iam.RoleType;
import io.moorage.cloudformation.types.iam.ServerCertificateType;
import io.moorage.cloudformation.types.iam.UserToGroupAdditionType;
import io.moorage.cloudformation.types.iam.UserType;
import io.moorage.cloudformation.types.logs.LogGroupType;
import io.moorage.cloudformation.types.sns.SubscriptionType;
import io.moorage.cloudformation.types.sns.TopicPolicyType;
import io.moorage.cloudformation.types.sns.TopicType;
import io.moorage.cloudformation.types.ssm.ParameterType;
import io.moorage.cloudformation.types.stack.StackType;
import io.moorage.cloudformation.types.stack.WaitConditionHandleType;
import io.moorage.cloudformation.types.stack.WaitConditionType;
import java.util.List;
import java.util.random.RandomGenerator;

/** The list of every type: one that is written is added here. */
public final class AllTypes {
    /** @param waitEndpoint where signals are sent to, see {@link WaitConditionHandleType} */
    public static List<ResourceType> list(String waitEndpoint, RandomGenerator random) {
        return List.of(
                new WaitConditionHandleType(waitEndpoint, random),
                new WaitConditionType(),
                new StackType(),
                new VpcType(),
                new SubnetType(),
                new InternetGatewayType(),
                new VpcGatewayAttachmentType(),
                new RouteTableType(),
                new RouteType(),
                new SubnetRouteTableAssociationType(),
                new SecurityGroupType(),
                SecurityGroupRuleType.ingress(),
                SecurityGroupRuleType.egress(),
                new InstanceType(),
                new NetworkInterfaceType(),
                new KeyPairType(),
                new EipType(),
                new EipAssociationType(),
                new NatGatewayType(),
                new LaunchTemplateType(),
                new LaunchConfigurationType(),
                new AutoScalingGroupType(),
                new ScalingPolicyType(),
                new ScheduledActionType(),
                new LifecycleHookType(),
                new AlarmType(),
                new TopicType(),
                new TopicPolicyType(),
                new SubscriptionType(),
                new ParameterType(),
                new LogGroupType(),
                new LoadBalancerType(),
                new RoleType(),
                new ServerCertificateType(),
                new InstanceProfileType(),
                new PolicyType(),
                new ManagedPolicyType(),
                new UserType(),
                new GroupType(),
                new UserToGroupAdditionType(),
                new AccessKeyType(),
                new FileSystemType(),
                new MountTargetType(),
                new AccessPointType(),
                new ClusterType(),
                new TaskDefinitionType(),
                new ServiceType(),
                new CapacityProviderType(),
                new CapacityAssociationsType(),
                new ScalableTargetType(),
                new TargetPolicyType());
    }

    private AllTypes() {}
}
