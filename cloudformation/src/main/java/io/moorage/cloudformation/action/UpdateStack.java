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
import java.util.Optional;

/** Writes what a stack is to become; a loop then updates it. */
record UpdateStack(Cfn cfn) implements Action<UpdateStackInput, UpdateStackOutput> {
    @Override
    public Operation<UpdateStackInput, UpdateStackOutput> operation() {
        return CloudformationOperations.UPDATE_STACK;
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
        Definition wanted = definitions.of(given(input, before.wanted()), context);
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

    private static Definitions.Given given(UpdateStackInput input, Definition previous) {
        return new Definitions.Given(
                input.templateBody(),
                input.templateURL(),
                Boolean.TRUE.equals(input.usePreviousTemplate()),
                input.parameters(),
                input.tags(),
                input.hasTags(),
                input.capabilities(),
                input.roleARN(),
                input.notificationARNs(),
                input.hasNotificationARNs(),
                input.resourceTypes(),
                null,
                Boolean.TRUE.equals(input.disableRollback()),
                Boolean.TRUE.equals(input.retainExceptOnCreate()),
                Optional.of(previous));
    }

    private static void refuseUnsupported(UpdateStackInput input) {
        if (input.stackPolicyURL() != null || input.stackPolicyDuringUpdateURL() != null) {
            throw Errors.unsupported("A stack policy in S3 (StackPolicyURL)");
        }
        Definitions.refuseUnsupported(input.notificationARNs(), input.rollbackConfiguration());
    }
}
