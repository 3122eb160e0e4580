package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Credential;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.Uri;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upgrade request as its handler sees it. */
final class Upgrades {
    private Upgrades() {}

    static WebSocketRoute.Upgrade of(HttpRequest request, RequestContext context, @Nullable Credential credential) {
        Map<String, String> query = new HashMap<>();
        try {
            Uri.parameters(request.rawQuery()).forEach(each -> query.putIfAbsent(each.getKey(), each.getValue()));
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidParameterException", 400, "The query string contains a syntax error.");
        }
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new WebSocketRoute.Upgrade(context, request.rawPath(), request.rawQuery(), query, headers, credential);
    }
}
