package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.protocol.Form;
import io.moorage.awsapi.protocol.PathTemplate;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.OperationName;
import io.moorage.awsmodels.Protocol;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the service and the action a request is for, on an endpoint that serves all of them. */
final class Router {
    /** Since its beginning. */
    private static final Pattern OF_EC2 = Pattern.compile("20(0[6-9]|1[0-6])-[01][0-9]-[0-3][0-9]");

    private final Map<String, Map<String, Action<?, ?>>> byName = new HashMap<>();
    private final Map<String, List<RestRoute>> byPath = new HashMap<>();

    private record RestRoute(PathTemplate template, Action<?, ?> action) {}

    Router(List<Action<?, ?>> actions) {
        for (Action<?, ?> action : actions) {
            Operation<?, ?> operation = action.operation();
            String service = operation.service().name();
            Action<?, ?> other =
                    byName.computeIfAbsent(service, ignored -> new HashMap<>()).put(operation.name(), action);
            if (other != null) {
                throw new IllegalArgumentException("two actions for " + operation);
            }
            byPath.computeIfAbsent(service, ignored -> new ArrayList<>())
                    .add(new RestRoute(PathTemplate.of(operation.requestUri()), action));
        }
    }

    /**
     * By {@code X-Amz-Target} or the path of an RPC over CBOR, else the signature's scope, else the path, else the form's {@code Version}.
     *
     * @param claimed the signature's scope has it
     */
    Optional<Services.Service> service(HttpRequest request, Optional<String> claimed) {
        String target = request.header("x-amz-target");
        if (target != null) {
            String prefix = target.substring(0, Math.max(0, target.lastIndexOf('.')));
            return find(service -> prefix.equals(service.targetPrefix()));
        }
        if (Spoken.isCbor(request)) {
            return find(service -> service.protocols().contains(Protocol.SMITHY_RPC_V2_CBOR)
                    && Spoken.service(request).equals(service.targetPrefix()));
        }
        Optional<Services.Service> signed =
                claimed.flatMap(name -> find(service -> name.equals(service.signingName())));
        if (signed.isPresent()) {
            return signed;
        }
        Optional<Services.Service> pathed =
                find(service -> request.rawPath().startsWith("/" + service.apiVersion() + "/"));
        return pathed.isPresent() ? pathed : versioned(request);
    }

    private static Optional<Services.Service> versioned(HttpRequest request) {
        String version;
        try {
            version = Form.of(request).parameter("Version");
        } catch (AwsException e) {
            return Optional.empty();
        }
        return find(service -> service.apiVersion().equals(version));
    }

    private static Optional<Services.Service> find(Predicate<ServiceMetadata> wanted) {
        return Services.ALL.stream()
                .filter(service -> wanted.test(service.metadata()))
                .findFirst();
    }

    /** @throws AwsException in the service's words when there is no such action */
    Action<?, ?> action(Services.Service service, HttpRequest request) {
        Protocol protocol = Spoken.protocol(service.metadata(), request);
        boolean form = protocol == Protocol.QUERY || protocol == Protocol.EC2;
        boolean callable =
                request.method().equals("POST") || (form && request.method().equals("GET"));
        if (protocol != Protocol.REST_JSON && !callable) {
            throw Refusals.of(service.metadata()).wrongMethod(request.method());
        }
        return switch (protocol) {
            case JSON -> named(service, afterDot(request.header("x-amz-target")));
            case QUERY, EC2 -> versioned(service, Form.of(request));
            case SMITHY_RPC_V2_CBOR -> named(service, Spoken.operation(request));
            case REST_JSON -> pathed(service, request);
        };
    }

    /** Names mean something else in another version of an API, such as DescribeLoadBalancers. */
    private Action<?, ?> versioned(Services.Service service, Form form) {
        String name = form.parameter("Action");
        String version = form.parameter("Version");
        if (name != null && version != null && !isAnswered(service.metadata(), version)) {
            throw Refusals.of(service.metadata()).wrongVersion(service.metadata(), name, version);
        }
        return named(service, name);
    }

    /** EC2 answers whoever knows an older version of its API; every other service has one only. */
    private static boolean isAnswered(ServiceMetadata service, String version) {
        boolean older = service.protocol() == Protocol.EC2
                && OF_EC2.matcher(version).matches()
                && version.compareTo(service.apiVersion()) < 0;
        return older || version.equals(service.apiVersion());
    }

    private static @Nullable String afterDot(@Nullable String target) {
        return target == null ? null : target.substring(target.lastIndexOf('.') + 1);
    }

    private Action<?, ?> named(Services.Service service, @Nullable String name) {
        Refusals refusals = Refusals.of(service.metadata());
        if (name == null || name.isEmpty()) {
            throw switch (service.metadata().protocol()) {
                case JSON, REST_JSON, SMITHY_RPC_V2_CBOR -> refusals.unknownOperation("''");
                case QUERY, EC2 ->
                    new AwsException("MissingAction", 400, "The request must contain the parameter Action");
            };
        }
        Action<?, ?> action =
                byName.getOrDefault(service.metadata().name(), Map.of()).get(name);
        if (action != null) {
            return action;
        }
        boolean known =
                service.known().get().stream().anyMatch(each -> each.name().equals(name));
        throw known ? refusals.notImplemented(service.metadata(), name) : refusals.unknownOperation(name);
    }

    private Action<?, ?> pathed(Services.Service service, HttpRequest request) {
        Refusals refusals = Refusals.of(service.metadata());
        for (RestRoute route : byPath.getOrDefault(service.metadata().name(), List.of())) {
            if (route.action().operation().httpMethod().equals(request.method())
                    && matches(route.template(), request.rawPath())) {
                return route.action();
            }
        }
        for (OperationName known : service.known().get()) {
            if (known.httpMethod().equals(request.method())
                    && matches(PathTemplate.of(known.requestUri()), request.rawPath())) {
                throw refusals.notImplemented(service.metadata(), known.name());
            }
        }
        throw refusals.unknownOperation(request.method() + " " + request.rawPath());
    }

    private static boolean matches(PathTemplate template, String rawPath) {
        try {
            return template.match(rawPath) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
