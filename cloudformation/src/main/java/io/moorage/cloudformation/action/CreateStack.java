package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.CreateStackInput;
import io.moorage.awsmodels.cloudformation.CreateStackOutput;
import io.moorage.awsmodels.cloudformation.Tag;
import io.moorage.model.cloudformation.Actor;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a stack that a loop then makes. */
record CreateStack(Cfn cfn) implements Action<CreateStackInput, CreateStackOutput> {
    @Override
    public Operation<CreateStackInput, CreateStackOutput> operation() {
        return CloudformationOperations.CREATE_STACK;
    }

    @Override
    public Map<String, List<String>> conditions(CreateStackInput input, RequestContext context) {
        return ConditionKeys.of(CreateStackInput.SHAPE, input);
    }

    @Override
    public List<String> resources(CreateStackInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public List<Permission> furtherPermissions(CreateStackInput input, RequestContext context) {
        return Actors.toPass(input.roleARN());
    }

    @Override
    public CreateStackOutput handle(CreateStackInput input, RequestContext context) {
        refuseUnsupported(input);
        if (!input.stackName().matches(NAME)) {
            throw Errors.validation("1 validation error detected: Value '" + input.stackName()
                    + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    + NAME);
        }
        if (input.disableRollback() != null && input.onFailure() != null) {
            throw Errors.validation("Both OnFailure and DisableRollback cannot be specified.");
        }
        Definitions definitions = new Definitions(cfn);
        Definition wanted = definitions.of(Given.of(CreateStackInput.SHAPE, input, Optional.empty(), context), context);
        Actor actor = new Actors(cfn).of(context, wanted.roleArn());
        Optional<String> policy = Errors.policy(input.stackPolicyBody());
        String id = cfn.arn("stack", input.stackName(), cfn.newUuid());
        String made = cfn.store().transact(tx -> {
            Optional<Stack> present = Cfn.find(tx, input.stackName());
            if (present.isPresent()) {
                if (input.clientRequestToken() != null
                        && present.get().clientToken().equals(Optional.of(input.clientRequestToken()))) {
                    return present.get().id();
                }
                throw Errors.exists(input.stackName());
            }
            Optional<Stack> parent = parent(tx, input.tags(), context);
            Stack stack = Stack.of(id, input.stackName(), StackStatus.CREATE_IN_PROGRESS, wanted, actor, context.now())
                    .edit()
                    .reason(Optional.of("User Initiated"))
                    .deleteOnFailure("DELETE".equals(input.onFailure()))
                    .terminationProtected(Boolean.TRUE.equals(input.enableTerminationProtection()))
                    .policy(policy)
                    .clientToken(Optional.ofNullable(input.clientRequestToken()))
                    .parent(parent.map(Stack::id), parent.map(each -> each.rootId()
                            .orElse(each.id())))
                    .build();
            definitions.check(tx, stack, wanted);
            Cfn.begin(tx, stack, context);
            return id;
        });
        return new CreateStackOutput(made);
    }

    /** A stack of which the new one is a resource says so by the tag that its resources carry. */
    private static Optional<Stack> parent(ReadView view, List<Tag> tags, RequestContext context) {
        return context.calledVia().isEmpty()
                ? Optional.empty()
                : tags.stream()
                        .filter(each -> each.key().equals(PARENT))
                        .findFirst()
                        .flatMap(each -> Cfn.find(view, each.value()));
    }

    private static final String PARENT = "aws:cloudformation:stack-id";

    static final String NAME = "[a-zA-Z][-a-zA-Z0-9]{0,127}";

    private static void refuseUnsupported(CreateStackInput input) {
        if (input.stackPolicyURL() != null) {
            throw Errors.unsupported("A stack policy in S3 (StackPolicyURL)");
        }
        Definitions.refuseUnsupported(input.notificationARNs(), input.rollbackConfiguration());
    }
}
