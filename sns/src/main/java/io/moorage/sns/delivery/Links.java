package io.moorage.sns.delivery;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.base.sigv4.Uri;
import io.moorage.model.sns.Subscription;
import io.moorage.sns.Subscriptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What endpoints may visit without credentials: the URLs in the messages that they get. AWS has them on its API's endpoint;
 * here they are pages of their own. Who knows a subscription's ARN or token is whom it was sent to.
 */
public final class Links {
    private static final String PREFIX = "/_moorage/sns/";

    private final String endpoint;
    private final Subscriptions subscriptions;

    /** @param endpoint where this server is reached, such as {@code http://127.0.0.1:4566} */
    public Links(String endpoint, Subscriptions subscriptions) {
        this.endpoint = endpoint;
        this.subscriptions = subscriptions;
    }

    String subscribe(Subscription subscription) {
        return endpoint + PREFIX + "confirm?Action=ConfirmSubscription&TopicArn=" + Uri.encode(subscription.topicArn())
                + "&Token=" + subscription.token();
    }

    String unsubscribe(Subscription subscription) {
        return endpoint + PREFIX + "unsubscribe?Action=Unsubscribe&SubscriptionArn=" + Uri.encode(subscription.arn());
    }

    public PlainRoute route() {
        return new PlainRoute(PREFIX, this::answer);
    }

    private HttpAnswer answer(HttpRequest request) {
        Map<String, String> given = new HashMap<>();
        try {
            Uri.parameters(request.rawQuery()).forEach(each -> given.put(each.getKey(), each.getValue()));
        } catch (IllegalArgumentException e) {
            return text(400, "the query string contains a syntax error");
        }
        return switch (request.rawPath().substring(PREFIX.length())) {
            case "confirm" ->
                subscriptions
                        .confirm(of(given, "TopicArn"), of(given, "Token"))
                        .map(confirmed -> text(200, "confirmed: " + confirmed.arn()))
                        .orElseGet(() -> text(404, "there is no such subscription"));
            case "unsubscribe" ->
                subscriptions.end(of(given, "SubscriptionArn"))
                        ? text(200, "unsubscribed")
                        : text(404, "there is no such subscription");
            default -> text(404, "no such page");
        };
    }

    private static String of(Map<String, String> given, String name) {
        return Objects.requireNonNullElse(given.get(name), "");
    }

    private static HttpAnswer text(int status, String text) {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", text + "\n");
    }
}
