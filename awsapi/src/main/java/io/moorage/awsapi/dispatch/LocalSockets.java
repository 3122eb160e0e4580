package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.WebSocketRoute;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Opens the endpoint's WebSockets for somebody whose identity is established already, without a network between. Authorized as
 * the {@link Dispatcher} does it for upgrades.
 */
public final class LocalSockets {
    private final List<WebSocketRoute> routes;
    private final Performer performer;
    private final String accountId;
    private final String region;
    private final InstantSource clock;
    private final Supplier<String> requestIds;

    public LocalSockets(
            List<WebSocketRoute> routes,
            Authorizer authorizer,
            String accountId,
            String region,
            InstantSource clock,
            Supplier<String> requestIds) {
        this.routes = List.copyOf(routes);
        this.performer = new Performer(authorizer, region);
        this.accountId = accountId;
        this.region = region;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    /**
     * @param query as it would stand after {@code path}, decoded
     * @return who hears what the caller says: {@code onOpen} first and {@code onClose} last, as a connection calls it
     * @throws AwsException when it is refused, in AWS's words
     */
    public WebSocketListener open(String path, Map<String, String> query, JsonCalls.From from) {
        WebSocketRoute route = routes.stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AwsException("UnknownOperationException", 404, "There is no " + path + "."));
        RequestContext context = new RequestContext(
                from.principal(),
                accountId,
                region,
                requestIds.get(),
                from.sourceAddress(),
                from.secure(),
                clock.instant());
        var upgrade = new WebSocketRoute.Upgrade(context, path, query, Map.of(), null, (headers, payload) -> false);
        performer
                .permissions()
                .check(
                        new Permission(
                                route.signingName() + ":" + route.action(),
                                route.handler().resources(upgrade),
                                route.handler().conditions(upgrade)),
                        context,
                        Refusals.ofSigningName(route.signingName()));
        return switch (route.handler().upgrade(upgrade)) {
            case WebSocketRoute.Accept accept -> accept.listener();
            case WebSocketRoute.Refuse refuse ->
                throw new AwsException("InvalidParameterException", refuse.httpStatus(), refuse.jsonBody());
        };
    }
}
