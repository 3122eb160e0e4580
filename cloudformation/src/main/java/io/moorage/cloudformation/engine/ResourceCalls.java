package io.moorage.cloudformation.engine;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.model.cloudformation.Actor;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.Signal;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackResource.Stage;
import io.moorage.model.cloudformation.Wish;
import io.moorage.model.iam.SessionScope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Has a resource's type do what its stage says, and puts what came of it in words. */
public final class ResourceCalls {
    private static final Logger LOG = System.getLogger(ResourceCalls.class.getName());

    /** With these a deletion is refused for as long as something else, which is going too, is still there. */
    private static final Set<String> IN_USE = Set.of(
            "DependencyViolation",
            "DeleteConflict",
            "FileSystemInUse",
            "InvalidGroup.InUse",
            "ResourceInUse",
            "ResourceInUseException",
            "ScalingActivityInProgress",
            "ClusterContainsServicesException",
            "ClusterContainsTasksException",
            "ClusterContainsContainerInstancesException");

    private static final Set<String> THROTTLED =
            Set.of("Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException");

    private final ResourceTypes types;
    private final Calls calls;

    public ResourceCalls(ResourceTypes types, Calls calls) {
        this.types = types;
        this.calls = calls;
    }

    /** @param others physical ids of the resource's other incarnations */
    public record Situation(Stack stack, Set<String> others, List<Signal> signals, Instant now) {
        static Situation of(StackView view, StackResource row, Instant now) {
            return new Situation(
                    view.stack(),
                    view.resources().stream()
                            .filter(each ->
                                    each.logicalId().equals(row.logicalId()) && each.generation() != row.generation())
                            .flatMap(each -> each.physicalId().stream())
                            .collect(Collectors.toSet()),
                    view.signals().stream().filter(each -> isFor(each, row)).toList(),
                    now);
        }

        /** Of the resource itself, or of the handle that it waits for. */
        private static boolean isFor(Signal signal, StackResource row) {
            return signal.generation() == 0
                    ? Json.parse(row.wish().properties())
                            .path("Handle")
                            .asText()
                            .equals(signal.logicalId())
                    : signal.logicalId().equals(row.logicalId()) && signal.generation() == row.generation();
        }
    }

    /** Never throws. */
    public Outcome run(Call call, Situation situation) {
        StackResource row = call.resource();
        try {
            return perform(call, situation);
        } catch (AwsException e) {
            boolean passing =
                    THROTTLED.contains(e.code()) || (row.stage() == Stage.REMOVE && IN_USE.contains(e.code()));
            return passing ? new Outcome.Waiting(reason(e), Optional.empty()) : new Outcome.Failed(reason(e));
        } catch (InvalidPropertyException e) {
            return new Outcome.Failed(e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "the stack " + situation.stack().name() + " met a defect at " + row.logicalId(), e);
            return new Outcome.Failed("Internal Failure");
        }
    }

    private Outcome perform(Call call, Situation situation) {
        StackResource row = call.resource();
        ResourceType type = types.require(row.type());
        Aws aws = new Aws(calls, principal(situation.stack().actor()));
        Wanted written = wanted(type, row, row.wish(), call.again(), situation);
        // What is deleted may refer to what is gone.
        ImageIds.Known known =
                ImageIds.in(row.stage() == Stage.REMOVE ? written : DynamicReferences.in(written, aws), aws);
        Wanted wanted = known.wanted();
        String id = row.physicalId().orElse("");
        return switch (row.stage()) {
            case CREATE -> {
                ResourceType.Made made = type.make(wanted, aws);
                yield new Outcome.Made(made.physicalId(), Json.texts(made.attributes()), known.note());
            }
            case SETTLE -> settled(type.settle(id, wanted, aws), type, row, wanted, aws);
            case CHANGE -> settled(change(type, row, id, wanted, aws, situation), type, row, wanted, aws);
            case REMOVE ->
                switch (type.delete(id, wanted, aws)) {
                    case Progress.Done done -> new Outcome.Gone();
                    case Progress.Waiting waiting -> new Outcome.Waiting(waiting.what(), waiting.atMost());
                    case Progress.Step step -> new Outcome.Stepped(step.note(), step.told());
                };
            case SIGNALS, REST -> throw new IllegalStateException("nothing to call for " + row.key());
        };
    }

    private static Progress change(
            ResourceType type, StackResource row, String id, Wanted after, Aws aws, Situation situation) {
        Wish from = row.before().orElse(row.wish());
        if (Difference.of(type.schema(), from, row.wish()).kind() == Difference.Kind.NOTE) {
            return Progress.DONE;
        }
        return type.update(id, looked(wanted(type, row, from, false, situation), aws), after, aws);
    }

    private static Wanted looked(Wanted written, Aws aws) {
        return ImageIds.in(DynamicReferences.in(written, aws), aws).wanted();
    }

    private static Outcome settled(Progress progress, ResourceType type, StackResource row, Wanted wanted, Aws aws) {
        return switch (progress) {
            case Progress.Done done -> {
                Map<String, String> known = new LinkedHashMap<>(row.attributes());
                known.putAll(Json.texts(type.attributes(row.physicalId().orElse(""), wanted, aws)));
                yield new Outcome.Settled(known);
            }
            case Progress.Waiting waiting -> new Outcome.Waiting(waiting.what(), waiting.atMost());
            case Progress.Step step -> new Outcome.Stepped(step.note(), step.told());
        };
    }

    /** What a type is told of a resource. */
    public static Wanted wanted(ResourceType type, StackResource row, Wish wish, boolean again, Situation situation) {
        return new Wanted(
                row.stackId(),
                situation.stack().name(),
                row.logicalId(),
                row.generation(),
                type.schema(),
                Json.parse(wish.properties()),
                wish.tags(),
                situation.stack().goal().capabilities(),
                new Wanted.Moment(again, row.stageSince(), situation.now(), row.note()),
                situation.others(),
                new Wanted.Policies(
                        Json.parse(wish.creationPolicy()), Json.parse(wish.updatePolicy()), situation.signals()));
    }

    /**
     * How far a resource is from what its stack made it.
     *
     * @param caller whose permissions are used
     */
    public ResourceDrift drift(StackResource row, Stack stack, Principal caller, Instant now) {
        ResourceType type = types.require(row.type());
        Aws aws = new Aws(calls, caller);
        Situation situation = new Situation(stack, Set.of(), List.of(), now);
        Wanted wanted = looked(wanted(type, row, row.wish(), true, situation), aws);
        Actual actual = type.current(row.physicalId().orElse(""), wanted, aws);
        return Drifts.of(row, wanted, actual, now);
    }

    public static Principal principal(Actor actor) {
        return new Principal(
                Principal.Kind.valueOf(actor.kind()),
                actor.accountId(),
                actor.arn(),
                actor.userId(),
                actor.entityArn(),
                session(actor.scope()));
    }

    private static Principal.Session session(SessionScope scope) {
        return new Principal.Session(
                true,
                scope.limited(),
                scope.policies(),
                scope.policyArns(),
                scope.tags(),
                scope.transitiveTags(),
                scope.sourceIdentity());
    }

    /** As stack events put another service's refusal. */
    private static String reason(AwsException e) {
        return e.getMessage() + " (Status Code: " + e.httpStatus() + "; Error Code: " + e.code() + ")";
    }
}
