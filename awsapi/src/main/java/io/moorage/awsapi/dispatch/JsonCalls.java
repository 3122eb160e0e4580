package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.protocol.Codec;
import io.moorage.awsapi.validation.Validator;
import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.Protocol;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Calls any operation by its name for somebody whose identity is established already, in JSON both ways whatever the
 * service's own protocol. Validated and authorized as the {@link Dispatcher} does it for requests.
 */
public final class JsonCalls {
    private static final Logger LOG = System.getLogger(JsonCalls.class.getName());
    private static final Codec JSON = Codec.of(Protocol.JSON);

    private final Map<String, Action<?, ?>> actions = new HashMap<>();
    private final Performer performer;
    private final String accountId;
    private final String region;
    private final InstantSource clock;
    private final Supplier<String> requestIds;

    public JsonCalls(
            List<Action<?, ?>> actions,
            Authorizer authorizer,
            String accountId,
            String region,
            InstantSource clock,
            Supplier<String> requestIds) {
        actions.forEach(each -> this.actions.put(key(each.operation()), each));
        this.performer = new Performer(authorizer, region);
        this.accountId = accountId;
        this.region = region;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    /**
     * @param sourceAddress of the person, not of whoever calls for them
     * @param secure true when they are connected over TLS
     */
    public record From(Principal principal, String sourceAddress, boolean secure) {}

    /**
     * @param service as the SDK's models name it, e.g. {@code ecs}
     * @param input a JSON object, its members named as on the wire
     * @return a JSON object
     * @throws AwsException when the service refuses, in its words; a defect is logged and is the service's internal error
     */
    public byte[] call(String service, String operation, byte[] input, From from) {
        Action<?, ?> action = actions.get(service + ":" + operation);
        if (action == null) {
            throw new AwsException(
                    "UnknownOperationException", 400, "Moorage does not provide " + service + ":" + operation + ".");
        }
        String requestId = requestIds.get();
        try {
            return perform(action, input, from, requestId);
        } catch (AwsException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "request " + requestId + " met a defect", e);
            throw Refusals.of(action.operation().service()).internal(requestId);
        }
    }

    /**
     * How the AWS CLI names the members of an input that are named otherwise on the wire, those of structures inside too.
     *
     * @return names by names on the wire; none of an operation that is not provided
     */
    public Map<String, String> memberNames(String service, String operation) {
        Action<?, ?> action = actions.get(service + ":" + operation);
        Map<String, String> names = new HashMap<>();
        if (action != null) {
            collect(action.operation().input(), names, new HashSet<>());
        }
        return names;
    }

    private static void collect(StructureShape<?> shape, Map<String, String> names, Set<StructureShape<?>> seen) {
        if (!seen.add(shape)) {
            return;
        }
        for (Member member : shape.members()) {
            if (!member.wireName().equals(member.name())) {
                names.put(member.wireName(), member.name());
            }
            Type type = member.type() instanceof Type.ListType list ? list.member() : member.type();
            if (type instanceof Type.StructureType inner) {
                collect(inner.shape(), names, seen);
            }
        }
    }

    /**
     * For what is no operation, as reading a file of a file system: whether it is allowed.
     *
     * @param signingName whose words a refusal is in, e.g. {@code elasticfilesystem}
     * @throws AwsException when it is not
     */
    public void require(String signingName, Permission permission, From from) {
        performer.permissions().check(permission, context(from), Refusals.ofSigningName(signingName));
    }

    /**
     * What the API would refuse of this call, by the permissions it would ask for; empty when they would be given. Nothing is
     * done, and nothing else is judged: a call whose input is not valid is refused for that, and not by IAM.
     */
    public Optional<Refusal> refusal(String service, String operation, byte[] input, From from) {
        return refusal(service, operation, input, from, Authorizer::authorize);
    }

    /** The same of a call whose input names what it is about, and says the rest later: what is refused whatever that is. */
    public Optional<Refusal> foreseen(String service, String operation, byte[] input, From from) {
        return refusal(service, operation, input, from, Authorizer::foresee);
    }

    /** The same of a call whose whole input comes later. */
    public Optional<Refusal> foreseen(String service, String operation, From from) {
        return Optional.ofNullable(actions.get(service + ":" + operation))
                .flatMap(action -> performer.permissions().refusalOnAnything(action, context(from)));
    }

    /** What {@link #require} would refuse. */
    public Optional<Refusal> refusal(Permission permission, From from) {
        return performer.permissions().refusal(permission, context(from), Authorizer::authorize);
    }

    private Optional<Refusal> refusal(
            String service, String operation, byte[] input, From from, Permissions.Asked asked) {
        Action<?, ?> action = actions.get(service + ":" + operation);
        return action == null ? Optional.empty() : refusal(action, input, context(from), asked);
    }

    private <I> Optional<Refusal> refusal(
            Action<I, ?> action, byte[] json, RequestContext context, Permissions.Asked asked) {
        try {
            I input = decoded(action, json, context);
            return Validator.violations(action.operation().input(), input).isEmpty()
                    ? performer.permissions().refusal(action, input, context, asked)
                    : Optional.empty();
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    private RequestContext context(From from) {
        return context(from, requestIds.get());
    }

    private RequestContext context(From from, String requestId) {
        return new RequestContext(
                from.principal(), accountId, region, requestId, from.sourceAddress(), from.secure(), clock.instant());
    }

    private static <I> I decoded(Action<I, ?> action, byte[] input, RequestContext context) {
        return JSON.decode(
                action.operation(),
                new HttpRequest("POST", "/", "", Map.of(), input, context.sourceAddress(), context.secure(), false));
    }

    private <I, O> byte[] perform(Action<I, O> action, byte[] input, From from, String requestId) {
        RequestContext context = context(from, requestId);
        O output = performer.perform(action, decoded(action, input, context), context);
        HttpAnswer answer = JSON.encode(action.operation(), output, requestId);
        return answer.body();
    }

    private static String key(Operation<?, ?> operation) {
        return operation.service().name() + ":" + operation.name();
    }
}
