package io.moorage.cloudformation.action;

import io.moorage.awsapi.Calls;
import io.moorage.awsapi.RequestContext;
import io.moorage.cloudformation.engine.Account;
import io.moorage.cloudformation.engine.Decision;
import io.moorage.cloudformation.engine.ResourceCalls;
import io.moorage.cloudformation.engine.StackEvents;
import io.moorage.cloudformation.engine.Templates;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What every action is given, and what many of them ask. */
record Cfn(
        Store store,
        Account account,
        ResourceTypes types,
        Templates templates,
        TemplateSource source,
        Calls calls,
        ResourceCalls resourceCalls,
        RandomGenerator random) {
    private static final String STACK_ID = "aws:cloudformation:stack-id";

    String newUuid() {
        return new UUID(
                        (random.nextLong() & ~0xF000L) | 0x4000L,
                        (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L)
                .toString();
    }

    String arn(String kind, String name, String id) {
        return "arn:aws:cloudformation:" + account.region() + ":" + account.id() + ":" + kind + "/" + name + "/" + id;
    }

    /** The ARN that permissions name for a stack, whether or not it exists. */
    List<String> resource(String nameOrId, RequestContext context) {
        return List.of(
                nameOrId.startsWith("arn:")
                        ? nameOrId
                        : find(store.view(), nameOrId).map(Stack::id).orElseGet(() -> arn("stack", nameOrId, "*")));
    }

    /** Whether the caller is an instance of that stack: one that carries the tag of everything the stack is made of. */
    boolean isItsInstance(String nameOrId, RequestContext context) {
        ReadView view = store.view();
        return view.find(Ec2Tables.INSTANCES, context.principal().userId())
                .map(instance -> instance.tags().get(STACK_ID))
                .filter(id -> find(view, nameOrId)
                        .filter(stack -> stack.id().equals(id))
                        .isPresent())
                .isPresent();
    }

    /** By id, also one that was deleted; or by the name that one stack has now. */
    static Optional<Stack> find(ReadView view, String nameOrId) {
        if (nameOrId.startsWith("arn:")) {
            return view.find(CloudFormationTables.STACKS, nameOrId);
        }
        return view.by(CloudFormationTables.STACKS, CloudFormationTables.STACKS_BY_NAME, nameOrId).stream()
                .filter(Stack::exists)
                .findFirst();
    }

    static Stack require(ReadView view, String nameOrId) {
        return find(view, nameOrId).orElseThrow(() -> Errors.noStack(nameOrId));
    }

    /** A stack that something is to be done with. */
    static Stack requireExisting(ReadView view, String nameOrId) {
        return find(view, nameOrId)
                .filter(Stack::exists)
                .orElseThrow(() -> Errors.validation("Stack [" + nameOrId + "] does not exist"));
    }

    /** A stack's resources as it shows them: of each its newest incarnation, in the order of their names. */
    static List<StackResource> resources(ReadView view, Stack stack) {
        return view.by(CloudFormationTables.RESOURCES, CloudFormationTables.RESOURCES_BY_STACK, stack.id()).stream()
                .filter(StackResource::isCurrent)
                .collect(java.util.stream.Collectors.toMap(
                        StackResource::logicalId,
                        each -> each,
                        (one, other) -> one.generation() > other.generation() ? one : other))
                .values()
                .stream()
                .sorted(Comparator.comparing(StackResource::logicalId))
                .toList();
    }

    /** Writes a stack with the event that tells of its status. */
    static void begin(Transaction tx, Stack stack, RequestContext context) {
        tx.put(CloudFormationTables.STACKS, stack);
        StackEvents.write(tx, stack, List.of(Decision.Event.of(stack)), context.now());
    }
}
