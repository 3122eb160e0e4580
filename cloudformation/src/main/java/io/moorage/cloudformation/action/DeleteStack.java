package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DeleteStackInput;
import io.moorage.cloudformation.engine.Exports;
import io.moorage.model.cloudformation.Actor;
import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes that a stack is to go; what is not there is gone. */
record DeleteStack(Cfn cfn) implements Action<DeleteStackInput, Empty> {
    @Override
    public Operation<DeleteStackInput, Empty> operation() {
        return CloudformationOperations.DELETE_STACK;
    }

    @Override
    public Map<String, List<String>> conditions(DeleteStackInput input, RequestContext context) {
        return ConditionKeys.of(DeleteStackInput.SHAPE, input);
    }

    @Override
    public List<String> resources(DeleteStackInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public List<Permission> furtherPermissions(DeleteStackInput input, RequestContext context) {
        return Actors.toPass(input.roleARN());
    }

    @Override
    public Empty handle(DeleteStackInput input, RequestContext context) {
        Optional<Actor> actor =
                Optional.ofNullable(input.roleARN()).map(arn -> new Actors(cfn).of(context, Optional.of(arn)));
        Actor caller = new Actors(cfn).of(context, Optional.empty());
        cfn.store().transact(tx -> {
            Optional<Stack> found = Cfn.find(tx, input.stackName()).filter(Stack::exists);
            found.ifPresent(stack -> {
                Set<String> retained = Set.copyOf(input.retainResources());
                refuse(tx, stack, retained, "FORCE_DELETE_STACK".equals(input.deletionMode()));
                Actor by = actor.orElse(stack.wanted().roleArn().isPresent() ? stack.actor() : caller);
                tx.by(CloudFormationTables.CHANGE_SETS, CloudFormationTables.CHANGE_SETS_BY_STACK, stack.id()).stream()
                        .map(ChangeSet::id)
                        .toList()
                        .forEach(id -> tx.delete(CloudFormationTables.CHANGE_SETS, id));
                if (stack.status() != StackStatus.DELETE_IN_PROGRESS) {
                    Cfn.begin(
                            tx,
                            stack.deleting(
                                    retained, by, Optional.ofNullable(input.clientRequestToken()), context.now()),
                            context);
                }
            });
            return found;
        });
        return Empty.VALUE;
    }

    private static void refuse(ReadView view, Stack stack, Set<String> retained, boolean forced) {
        if (stack.terminationProtected()) {
            throw Errors.validation(
                    "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
        }
        if (forced) {
            throw Errors.unsupported(
                    "The deletion mode FORCE_DELETE_STACK; name what shall stay as RetainResources: it");
        }
        if (!retained.isEmpty() && stack.status() != StackStatus.DELETE_FAILED) {
            throw Errors.validation("Invalid operation on stack [" + stack.id()
                    + "]. RetainResources may be specified only when the stack is in the DELETE_FAILED state.");
        }
        Exports exports = new Exports(view);
        stack.outputs().stream().flatMap(output -> output.exportName().stream()).forEach(name -> {
            List<String> importers = exports.importers(name);
            if (!importers.isEmpty()) {
                throw Errors.validation(
                        "Export " + name + " cannot be deleted as it is in use by " + String.join(", ", importers));
            }
        });
    }
}
