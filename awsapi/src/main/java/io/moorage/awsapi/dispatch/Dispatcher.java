package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.HttpService;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.auth.Authenticator;
import io.moorage.awsapi.auth.Caller;
import io.moorage.awsapi.auth.SignatureException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.protocol.Codec;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.Protocol;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * From a request to its action and back. The only place that turns exceptions into answers: a refusal becomes AWS's
 * error, a defect is logged with its trace and answered as the service's internal error, and nothing else leaves.
 */
public final class Dispatcher {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());
    /** The only service of its kind. */
    private static final RequestRefusals S3 = new S3Refusals();

    private final Router router;
    private final Authenticator authenticator;
    private final Performer performer;
    private final String accountId;
    private final String region;
    private final InstantSource clock;
    private final Supplier<String> requestIds;
    private final List<HttpService> httpServices;

    /** Without services that speak plain HTTP. */
    public Dispatcher(
            List<Action<?, ?>> actions,
            Authenticator authenticator,
            Authorizer authorizer,
            String accountId,
            String region,
            InstantSource clock,
            Supplier<String> requestIds) {
        this(actions, List.of(), authenticator, authorizer, accountId, region, clock, requestIds);
    }

    /**
     * @param actions at most one for each operation
     * @param httpServices at most one for each signing name
     * @param requestIds a new id with each call
     */
    public Dispatcher(
            List<Action<?, ?>> actions,
            List<HttpService> httpServices,
            Authenticator authenticator,
            Authorizer authorizer,
            String accountId,
            String region,
            InstantSource clock,
            Supplier<String> requestIds) {
        this.router = new Router(actions);
        this.authenticator = authenticator;
        this.performer = new Performer(authorizer, region);
        this.accountId = accountId;
        this.region = region;
        this.clock = clock;
        this.requestIds = requestIds;
        this.httpServices = List.copyOf(httpServices);
    }

    /** Answers any request; never throws. */
    public HttpAnswer dispatch(HttpRequest request) {
        String requestId = requestIds.get();
        Optional<String> claimed = claimed(request);
        Optional<HttpService> http = httpService(claimed);
        if (http.isPresent()) {
            return dispatch(http.get(), request, requestId);
        }
        Optional<Services.Service> service = router.service(request, claimed);
        if (service.isEmpty()) {
            return unroutable(request, requestId);
        }
        Refusals refusals = Refusals.of(service.get().metadata());
        AwsException refusal;
        try {
            Caller caller =
                    authenticator.authenticate(request, service.get().metadata().signingName(), clock.instant());
            HttpRequest plain = ContentEncoding.decoded(request, refusals);
            Action<?, ?> action = router.action(service.get(), plain);
            return perform(action, plain, context(plain, caller.principal(), requestId));
        } catch (RuntimeException | StackOverflowError e) {
            refusal = refusal(e, refusals, requestId);
        }
        return Codec.of(Spoken.protocol(service.get().metadata(), request), request)
                .encodeError(service.get().metadata(), refusal, requestId);
    }

    /** What a request is told of what it met; what is no refusal of its own goes into the log. */
    private static AwsException refusal(Throwable met, RequestRefusals refusals, String requestId) {
        return switch (met) {
            case AwsException refused -> {
                if (refused.httpStatus() >= 500) {
                    LOG.log(Level.WARNING, "request " + requestId + " failed", refused);
                }
                yield refused;
            }
            case SignatureException unknown -> refusals.signature(unknown);
            default -> {
                LOG.log(Level.ERROR, "request " + requestId + " met a defect", met);
                yield refusals.internal(requestId);
            }
        };
    }

    /** The service that the signature is for; not asked where a target says it, as in most requests. */
    private static Optional<String> claimed(HttpRequest request) {
        return request.header("x-amz-target") == null ? Authenticator.claimed(request) : Optional.empty();
    }

    private Optional<HttpService> httpService(Optional<String> claimed) {
        return claimed.flatMap(name -> httpServices.stream()
                .filter(each -> each.signingName().equals(name))
                .findFirst());
    }

    private HttpAnswer dispatch(HttpService service, HttpRequest request, String requestId) {
        AwsException refusal;
        try {
            Principal caller = authenticator
                    .authenticate(request, service.signingName(), clock.instant())
                    .principal();
            RequestContext context = context(request, caller, requestId);
            HttpService.Call call = service.call(request);
            for (Permission permission : call.permissions()) {
                performer.permissions().check(permission, context, S3);
            }
            return call.perform(context);
        } catch (RuntimeException | StackOverflowError e) {
            refusal = refusal(e, S3, requestId);
        }
        return service.refusal(request, refusal, requestId);
    }

    private <I, O> HttpAnswer perform(Action<I, O> action, HttpRequest request, RequestContext context) {
        Operation<I, O> operation = action.operation();
        Codec codec = Codec.of(Spoken.protocol(operation.service(), request), request);
        O output = performer.perform(action, codec.decode(operation, request), context);
        return codec.encode(operation, output, context.requestId());
    }

    /** Refuses a body over {@code limit} bytes without having read it. */
    public HttpAnswer refuseTooLarge(HttpRequest head, long limit) {
        String requestId = requestIds.get();
        Optional<String> claimed = claimed(head);
        Optional<HttpService> http = httpService(claimed);
        if (http.isPresent()) {
            return http.get().refusal(head, S3.tooLarge(limit), requestId);
        }
        return router.service(head, claimed)
                .map(Services.Service::metadata)
                .map(service -> Codec.of(Spoken.protocol(service, head), head)
                        .encodeError(service, Refusals.of(service).tooLarge(limit), requestId))
                .orElseGet(() -> HttpAnswer.of(413, "text/plain", "The request is too large.\n"));
    }

    /** What becomes of an upgrade on {@code route}; never throws. */
    public WebSocketRoute.Outcome upgrade(WebSocketRoute route, HttpRequest request) {
        Refusals refusals = Refusals.ofSigningName(route.signingName());
        String requestId = requestIds.get();
        AwsException refusal;
        try {
            Caller caller = authenticator.authenticate(request, route.signingName(), clock.instant());
            RequestContext context = context(request, caller.principal(), requestId);
            WebSocketRoute.Upgrade upgrade = Upgrades.of(
                    request,
                    context,
                    caller.credential(),
                    (headers, payload) -> isSignedBy(
                            caller.principal(), route.signingName(), Upgrades.frame(request, headers, payload)));
            performer
                    .permissions()
                    .check(
                            new Permission(
                                    route.signingName() + ":" + route.action(),
                                    route.handler().resources(upgrade),
                                    route.handler().conditions(upgrade)),
                            context,
                            refusals);
            return route.handler().upgrade(upgrade);
        } catch (RuntimeException | StackOverflowError e) {
            refusal = refusal(e, refusals, requestId);
        }
        return new WebSocketRoute.Refuse(
                refusal.httpStatus(), route.handler().errorBody(refusal.code(), refusal.getMessage()));
    }

    private boolean isSignedBy(Principal sender, String signingName, HttpRequest frame) {
        try {
            return authenticator
                    .authenticate(frame, signingName, clock.instant())
                    .principal()
                    .equals(sender);
        } catch (SignatureException e) {
            LOG.log(Level.DEBUG, "a frame of {0} is not theirs: {1}", sender.arn(), e.getMessage());
            return false;
        }
    }

    private RequestContext context(HttpRequest request, Principal principal, String requestId) {
        return new RequestContext(
                principal,
                accountId,
                region,
                requestId,
                request.sourceAddress(),
                request.secure(),
                clock.instant(),
                Optional.empty(),
                Objects.requireNonNullElse(request.header("host"), ""));
    }

    private static HttpAnswer unroutable(HttpRequest request, String requestId) {
        String target = request.header("x-amz-target");
        String what = target != null ? "target " + target : request.method() + " " + request.rawPath();
        var error = new AwsException(
                "UnknownOperationException",
                target != null ? 400 : 404,
                "No AWS service that Moorage provides has the " + what + ".");
        return Codec.of(Protocol.JSON).encodeError(Services.ALL.getFirst().metadata(), error, requestId);
    }
}
