package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeletePolicyType;
import io.moorage.awsmodels.autoscaling.PutScalingPolicyType;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;

/** {@code AWS::AutoScaling::ScalingPolicy}: simple, step and target tracking policies of a group. */
public final class ScalingPolicyType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final String NAME_MARK = "policyName/";

    private static final Schema SCHEMA = Schema.of("AWS::AutoScaling::ScalingPolicy", PutScalingPolicyType.SHAPE)
            .replaced(Groups.NAME)
            .inPlace(
                    "PolicyType",
                    "AdjustmentType",
                    "EstimatedInstanceWarmup",
                    "MetricAggregationType",
                    "MinAdjustmentMagnitude",
                    "ScalingAdjustment",
                    "StepAdjustments",
                    "TargetTrackingConfiguration",
                    "PredictiveScalingConfiguration")
            .property("Cooldown", Type.IntegerType.ANY, Update.IN_PLACE)
            .required(Groups.NAME)
            .attributes("Arn", "PolicyName")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The name is of this incarnation's own, and putting a policy again changes nothing. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return put(wanted.generatedName(LONGEST_NAME), wanted, aws);
    }

    private static String put(String name, Wanted wanted, Aws aws) {
        return Aws.answered(aws.call(
                        AutoscalingOperations.PUT_SCALING_POLICY,
                        wanted.read(PutScalingPolicyType.SHAPE, "Cooldown").toBuilder()
                                .policyName(name)
                                .cooldown(wanted.number("Cooldown").orElse(null))
                                .build())
                .policyARN());
    }

    private static String name(String arn) {
        return arn.substring(arn.indexOf(NAME_MARK) + NAME_MARK.length());
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        put(name(arn), after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        aws.unless(
                Groups.ABSENT,
                AutoscalingOperations.DELETE_POLICY,
                new DeletePolicyType(last.text(Groups.NAME), name(arn)));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of("Arn", Values.text(arn), "PolicyName", Values.text(name(arn)));
    }
}
