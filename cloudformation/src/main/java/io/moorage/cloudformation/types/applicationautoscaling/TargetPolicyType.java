package io.moorage.cloudformation.types.applicationautoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DeleteScalingPolicyRequest;
import io.moorage.awsmodels.applicationautoscaling.PutScalingPolicyRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;

/** {@code AWS::ApplicationAutoScaling::ScalingPolicy}: of a target named by its id, or by its three parts. */
public final class TargetPolicyType implements ResourceType {
    private static final int PARTS = 3;

    private static final Schema SCHEMA = Schema.of(
                    "AWS::ApplicationAutoScaling::ScalingPolicy", PutScalingPolicyRequest.SHAPE)
            .replaced("PolicyName", "ResourceId", "ScalableDimension", "ServiceNamespace")
            .inPlace("PolicyType", "StepScalingPolicyConfiguration", "TargetTrackingScalingPolicyConfiguration")
            .property("ScalingTargetId", Type.StringType.ANY, Schema.Update.REPLACEMENT)
            .required("PolicyName", "PolicyType")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The target that a policy is of. */
    private record Target(String resourceId, String dimension, String namespace) {
        static Target of(Wanted wanted) {
            String[] parts = wanted.optional("ScalingTargetId").orElse("").split("\\|", -1);
            if (parts.length == PARTS) {
                return new Target(parts[0], parts[1], parts[2]);
            }
            for (String each : new String[] {"ResourceId", "ScalableDimension", "ServiceNamespace"}) {
                if (wanted.optional(each).isEmpty()) {
                    throw new InvalidPropertyException(
                            "ScalingTargetId, or ResourceId, ScalableDimension and ServiceNamespace, must be given");
                }
            }
            return new Target(
                    wanted.text("ResourceId"), wanted.text("ScalableDimension"), wanted.text("ServiceNamespace"));
        }
    }

    /** Putting a policy again changes nothing. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return put(wanted, aws);
    }

    private static String put(Wanted wanted, Aws aws) {
        Target target = Target.of(wanted);
        return Aws.answered(aws.call(
                        ApplicationautoscalingOperations.PUT_SCALING_POLICY,
                        wanted.read(PutScalingPolicyRequest.SHAPE, "ScalingTargetId").toBuilder()
                                .resourceId(target.resourceId())
                                .scalableDimension(target.dimension())
                                .serviceNamespace(target.namespace())
                                .build())
                .policyARN());
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        put(after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        Target target = Target.of(last);
        aws.unless(
                ScalableTargetType.ABSENT,
                ApplicationautoscalingOperations.DELETE_SCALING_POLICY,
                new DeleteScalingPolicyRequest(
                        last.text("PolicyName"), target.namespace(), target.resourceId(), target.dimension()));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of("Arn", Values.text(arn));
    }
}
