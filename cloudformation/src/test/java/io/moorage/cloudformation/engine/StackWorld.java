package io.moorage.cloudformation.engine;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.CreateStackInput;
import io.moorage.awsmodels.cloudformation.DeleteStackInput;
import io.moorage.awsmodels.cloudformation.UpdateStackInput;
import io.moorage.cloudformation.action.CloudFormationActions;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackEvent;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CloudFormation's actions and its loop over {@link FakeThings}, on a clock that moves when nothing else does. */
final class StackWorld {
    private static final String ACCOUNT = "123456789012";
    private static final Account IN = new Account(ACCOUNT, "us-east-1", List.of("us-east-1a", "us-east-1b"));
    private static final int ENOUGH_STEPS = 20_000;
    private static final Calls NOBODY = new Calls() {
        @Override
        public <I, O> O call(Operation<I, O> operation, I input, Principal principal) {
            throw new AssertionError("nobody is to be called: " + operation);
        }
    };

    final MemoryStore store = new MemoryStore();
    final FakeThings things;
    Instant now = Instant.parse("2026-11-28T00:00:00Z");

    private final Map<Operation<?, ?>, Action<?, ?>> actions;
    private final ResourceTypes types;
    private final Templates templates;
    private StackLoop loop;

    /** The control plane dies. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Deaths: told of each effect, it throws {@link Killed} when it is time. */
    interface Danger extends Runnable {
        Danger NONE = () -> {};
    }

    StackWorld() {
        this(Danger.NONE);
    }

    StackWorld(Danger danger) {
        this.things = new FakeThings(danger);
        this.types = new ResourceTypes(List.of(things));
        this.templates = new Templates(types);
        this.actions =
                CloudFormationActions.all(
                                store,
                                IN,
                                types,
                                templates,
                                url -> "",
                                NOBODY,
                                new ResourceCalls(types, NOBODY),
                                new Random(3))
                        .stream()
                        .collect(Collectors.toMap(Action::operation, Function.identity()));
        this.loop = newLoop();
    }

    /** A process that remembers nothing but the store. */
    private StackLoop newLoop() {
        return new StackLoop(
                store,
                new StackDecider(types, IN),
                templates,
                new ResourceCalls(types, NOBODY),
                () -> now,
                Runnable::run,
                () -> {});
    }

    @SuppressWarnings("unchecked") // an action has the types of its operation
    <I, O> O call(Operation<I, O> operation, I input) {
        Action<I, O> action = (Action<I, O>) Objects.requireNonNull(actions.get(operation));
        return action.handle(
                input, new RequestContext(Principal.root(ACCOUNT), ACCOUNT, "us-east-1", "r", "127.0.0.1", true, now));
    }

    @SuppressWarnings("unchecked") // an action has the types of its operation
    <I, O> boolean admits(Operation<I, O> operation, I input, Principal instance) {
        Action<I, O> action = (Action<I, O>) Objects.requireNonNull(actions.get(operation));
        return action.admitsInstance(
                input, new RequestContext(instance, ACCOUNT, "us-east-1", "r", "10.0.0.1", true, now));
    }

    void create(String name, String template) {
        create(CreateStackInput.builder().stackName(name).templateBody(template).build());
    }

    void create(CreateStackInput input) {
        call(CloudformationOperations.CREATE_STACK, input);
    }

    void update(String name, String template) {
        call(
                CloudformationOperations.UPDATE_STACK,
                UpdateStackInput.builder()
                        .stackName(name)
                        .templateBody(template)
                        .build());
    }

    void delete(String name) {
        call(
                CloudformationOperations.DELETE_STACK,
                DeleteStackInput.builder().stackName(name).build());
    }

    /** Steps until no stack is under way; a process that dies is followed by another. */
    void run() {
        for (int i = 0; i < ENOUGH_STEPS; i++) {
            if (!isBusy()) {
                return;
            }
            step();
        }
        throw new AssertionError("never done:\n" + events());
    }

    private boolean isBusy() {
        return store.view().all(CloudFormationTables.STACKS).stream()
                .anyMatch(each -> each.status().inProgress());
    }

    /** One step; then time passes until the next is due. */
    void step() {
        try {
            long before = store.view().revision();
            Duration wait = loop.step();
            if (store.view().revision() == before) {
                now = now.plus(wait.compareTo(Duration.ofMillis(20)) < 0 ? Duration.ofMillis(20) : wait);
            }
        } catch (Killed e) {
            loop = newLoop();
        }
    }

    Stack stack(String name) {
        return store.view().by(CloudFormationTables.STACKS, CloudFormationTables.STACKS_BY_NAME, name).stream()
                .reduce((older, newer) -> newer.created().isBefore(older.created()) ? older : newer)
                .orElseThrow();
    }

    StackStatus status(String name) {
        return stack(name).status();
    }

    /** Physical ids by logical id, of what the stack is made of. */
    Map<String, String> held(String name) {
        return rows(name)
                .filter(StackResource::isCurrent)
                .collect(Collectors.toMap(
                        StackResource::logicalId, each -> each.physicalId().orElse("")));
    }

    /** Physical ids of all that the stack answers for, also of what it replaced and may go back to. */
    List<String> ids(String name) {
        return rows(name).flatMap(each -> each.physicalId().stream()).toList();
    }

    private Stream<StackResource> rows(String name) {
        return store
                .view()
                .by(
                        CloudFormationTables.RESOURCES,
                        CloudFormationTables.RESOURCES_BY_STACK,
                        stack(name).id())
                .stream()
                .filter(each -> !each.status().isGone() && each.physicalId().isPresent());
    }

    /** All that happened, a line each: logical id, status and reason. */
    List<String> events() {
        return store.view().all(CloudFormationTables.EVENTS).stream()
                .sorted(java.util.Comparator.comparing(StackEvent::sequence))
                .map(each -> each.logicalId() + " " + each.status()
                        + each.reason().map(reason -> ": " + reason).orElse(""))
                .toList();
    }
}
