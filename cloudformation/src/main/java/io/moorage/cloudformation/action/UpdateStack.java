package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.UpdateStackInput;
import io.moorage.awsmodels.cloudformation.UpdateStackOutput;
import io.moorage.model.cloudformation.Actor;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a stack is to become; a loop then updates it. */
record UpdateStack(Cfn cfn) implements Action<UpdateStackInput, UpdateStackOutput> {
    @Override
    public Operation<UpdateStackInput, UpdateStackOutput> operation() {
        return CloudformationOperations.UPDATE_STACK;
    }

    @Override
    public Map<String, List<String>> conditions(UpdateStackInput input, RequestContext context) {
        return ConditionKeys.of(UpdateStackInput.SHAPE, input);
    }

    @Override
    public List<String> resources(UpdateStackInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public List<Permission> furtherPermissions(UpdateStackInput input, RequestContext context) {
        return Actors.toPass(input.roleARN());
    }

    @Override
    public UpdateStackOutput handle(UpdateStackInput input, RequestContext context) {
        refuseUnsupported(input);
        Definitions definitions = new Definitions(cfn);
        Stack before = Cfn.requireExisting(cfn.store().view(), input.stackName());
        Definition wanted =
                definitions.of(Given.of(UpdateStackInput.SHAPE, input, Optional.of(before.wanted()), context), context);
        Actor actor = new Actors(cfn).of(context, wanted.roleArn());
        Optional<String> policy = Errors.policy(input.stackPolicyBody());
        Optional<String> policyDuring = Errors.policy(input.stackPolicyDuringUpdateBody());
        return cfn.store().transact(tx -> {
            Stack stack = Cfn.requireExisting(tx, before.id());
            if (input.clientRequestToken() != null
                    && stack.clientToken().equals(Optional.of(input.clientRequestToken()))) {
                return new UpdateStackOutput(stack.id());
            }
            new Updates(cfn)
                    .begin(
                            tx,
                            stack,
                            wanted,
                            actor,
                            Optional.ofNullable(input.clientRequestToken()),
                            policy,
                            policyDuring,
                            context);
            return new UpdateStackOutput(stack.id());
        });
    }

    private static void refuseUnsupported(UpdateStackInput input) {
        if (input.stackPolicyURL() != null || input.stackPolicyDuringUpdateURL() != null) {
            throw Errors.unsupported("A stack policy in S3 (StackPolicyURL)");
        }
        Definitions.refuseUnsupported(input.notificationARNs(), input.rollbackConfiguration());
    }
}
