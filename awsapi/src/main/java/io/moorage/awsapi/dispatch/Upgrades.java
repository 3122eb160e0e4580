package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Credential;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.Uri;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upgrade request as its handler sees it. */
final class Upgrades {
    private Upgrades() {}

    static WebSocketRoute.Upgrade of(
            HttpRequest request,
            RequestContext context,
            @Nullable Credential credential,
            WebSocketRoute.FrameSignatures signatures) {
        Map<String, String> query = new HashMap<>();
        try {
            Uri.parameters(request.rawQuery()).forEach(each -> query.putIfAbsent(each.getKey(), each.getValue()));
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidParameterException", 400, "The query string contains a syntax error.");
        }
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new WebSocketRoute.Upgrade(context, request.rawPath(), query, headers, credential, signatures);
    }

    /** A frame as the request that its signature is of. */
    static HttpRequest frame(HttpRequest upgrade, Map<String, String> headers, String payload) {
        Map<String, List<String>> own = new HashMap<>();
        headers.forEach((name, value) -> own.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return new HttpRequest(
                "GET",
                upgrade.rawPath(),
                upgrade.rawQuery(),
                own,
                payload.getBytes(StandardCharsets.UTF_8),
                upgrade.sourceAddress(),
                upgrade.secure(),
                upgrade.trusting());
    }
}
