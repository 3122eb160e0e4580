package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.CreateChangeSetInput;
import io.moorage.awsmodels.cloudformation.CreateChangeSetOutput;
import io.moorage.cloudformation.engine.ChangePlan;
import io.moorage.model.cloudformation.Actor;
import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.CloudFormationTables;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes what would change if a stack became what is wanted; a stack that is not there yet is begun. */
record CreateChangeSet(Cfn cfn) implements Action<CreateChangeSetInput, CreateChangeSetOutput> {
    @Override
    public Operation<CreateChangeSetInput, CreateChangeSetOutput> operation() {
        return CloudformationOperations.CREATE_CHANGE_SET;
    }

    @Override
    public Map<String, List<String>> conditions(CreateChangeSetInput input, RequestContext context) {
        return ConditionKeys.of(CreateChangeSetInput.SHAPE, input);
    }

    @Override
    public List<String> resources(CreateChangeSetInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public List<Permission> furtherPermissions(CreateChangeSetInput input, RequestContext context) {
        return Actors.toPass(input.roleARN());
    }

    @Override
    public CreateChangeSetOutput handle(CreateChangeSetInput input, RequestContext context) {
        refuseUnsupported(input);
        boolean creates = "CREATE".equals(input.changeSetType());
        Definitions definitions = new Definitions(cfn);
        Optional<Stack> present =
                Cfn.find(cfn.store().view(), input.stackName()).filter(Stack::exists);
        refuse(present, creates, input);
        Definition wanted = definitions.of(
                Given.of(
                        CreateChangeSetInput.SHAPE,
                        input,
                        creates ? Optional.empty() : present.map(Stack::wanted),
                        context),
                context);
        Actor actor = new Actors(cfn).of(context, wanted.roleArn());
        String newStackId = cfn.arn("stack", input.stackName(), cfn.newUuid());
        String id = cfn.arn("changeSet", input.changeSetName(), cfn.newUuid());
        return cfn.store().transact(tx -> {
            Optional<Stack> now = Cfn.find(tx, input.stackName()).filter(Stack::exists);
            refuse(now, creates, input);
            Stack stack = now.orElseGet(() -> {
                Stack made = Stack.of(
                        newStackId, input.stackName(), StackStatus.REVIEW_IN_PROGRESS, wanted, actor, context.now());
                Cfn.begin(tx, made.edit().reason(Optional.of("User Initiated")).build(), context);
                return made;
            });
            if (ChangeSets.find(tx, input.changeSetName(), Optional.of(stack.id()))
                    .isPresent()) {
                throw new AwsException(
                        "AlreadyExistsException",
                        400,
                        "ChangeSet " + input.changeSetName() + " already exists for stack " + stack.name());
            }
            definitions.check(tx, stack, wanted);
            ChangePlan.Result plan = new Updates(cfn).plan(tx, stack, wanted);
            boolean nothing = plan.isEmpty() && !creates;
            tx.insert(
                    CloudFormationTables.CHANGE_SETS,
                    new ChangeSet(
                            id,
                            input.changeSetName(),
                            stack.id(),
                            stack.name(),
                            creates ? "CREATE" : "UPDATE",
                            Objects.requireNonNullElse(input.description(), ""),
                            context.now(),
                            nothing ? "FAILED" : "CREATE_COMPLETE",
                            nothing ? Optional.of(NOTHING) : Optional.empty(),
                            nothing ? "UNAVAILABLE" : "AVAILABLE",
                            wanted,
                            actor,
                            Optional.ofNullable(input.onStackFailure()),
                            plan.changes()));
            return CreateChangeSetOutput.builder().id(id).stackId(stack.id()).build();
        });
    }

    private static final String NOTHING =
            "The submitted information didn't contain changes. Submit different information to create a change set.";

    private static void refuse(Optional<Stack> present, boolean creates, CreateChangeSetInput input) {
        if (creates) {
            if (present.filter(each -> each.status() != StackStatus.REVIEW_IN_PROGRESS)
                    .isPresent()) {
                throw Errors.validation("Stack [" + input.stackName()
                        + "] already exists and cannot be created again with the changeSet ["
                        + input.changeSetName() + "].");
            }
            return;
        }
        if (present.isEmpty()) {
            throw Errors.validation("Stack [" + input.stackName() + "] does not exist");
        }
        Updates.requireUpdatable(present.get());
    }

    private static void refuseUnsupported(CreateChangeSetInput input) {
        if ("IMPORT".equals(input.changeSetType())
                || !input.resourcesToImport().isEmpty()
                || Boolean.TRUE.equals(input.importExistingResources())) {
            throw Errors.unsupported("Importing resources into a stack");
        }
        if (Boolean.TRUE.equals(input.includeNestedStacks())) {
            throw Errors.unsupported("A change set of nested stacks (IncludeNestedStacks)");
        }
        Definitions.refuseUnsupported(input.notificationARNs(), input.rollbackConfiguration());
    }
}
