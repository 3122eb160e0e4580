package io.moorage.awsapi.dispatch;

import io.moorage.awsmodels.OperationName;
import io.moorage.awsmodels.ServiceMetadata;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.awsmodels.sts.StsOperations;
import java.util.List;
import java.util.function.Supplier;

/** The services one endpoint answers for, whether or not any of their actions is given. */
final class Services {
    static final List<Service> ALL = List.of(
            new Service(EcsOperations.SERVICE, EcsOperations::known),
            new Service(EfsOperations.SERVICE, EfsOperations::known),
            new Service(Ec2Operations.SERVICE, Ec2Operations::known),
            new Service(ElbOperations.SERVICE, ElbOperations::known),
            new Service(IamOperations.SERVICE, IamOperations::known),
            new Service(AutoscalingOperations.SERVICE, AutoscalingOperations::known),
            new Service(ApplicationautoscalingOperations.SERVICE, ApplicationautoscalingOperations::known),
            new Service(StsOperations.SERVICE, StsOperations::known),
            new Service(CloudwatchOperations.SERVICE, CloudwatchOperations::known),
            new Service(SnsOperations.SERVICE, SnsOperations::known),
            new Service(CloudformationOperations.SERVICE, CloudformationOperations::known),
            new Service(SsmOperations.SERVICE, SsmOperations::known),
            new Service(LogsOperations.SERVICE, LogsOperations::known));

    private Services() {}

    /** @param known every operation AWS has; long for EC2, so only asked when a request names none of ours */
    record Service(ServiceMetadata metadata, Supplier<List<OperationName>> known) {}
}
