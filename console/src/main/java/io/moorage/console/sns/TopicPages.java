package io.moorage.console.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** Topics, who hears of what is published on one, and publishing. */
public final class TopicPages {
    private static final String SERVICE = "sns";
    private static final String ARN = "TopicArn";
    private static final String SUBSCRIPTION = "SubscriptionArn";
    private static final List<String> TOPICS_OF_STORE = List.of("sns");

    private static final Listing<JsonNode> TOPICS = new Listing<>(
            "topics",
            "Topics",
            List.of(
                    Column.of(
                            "Topic",
                            TopicPages::name,
                            each -> Parts.link(Links.to("sns", each.path(ARN).asText()), name(each))),
                    Columns.id("ARN", ARN)),
            Parts.empty(
                    "There is no topic.",
                    "Alarms publish to topics, and whoever subscribed hears of it. Create one below.",
                    Html.NOTHING));

    private static Listing<JsonNode> subscriptions(Ask ask) {
        return new Listing<>(
                "subscriptions",
                "Subscriptions",
                List.of(
                        Columns.text("Protocol", "Protocol"),
                        Columns.id("Endpoint", "Endpoint"),
                        Columns.id("Subscription", SUBSCRIPTION),
                        Column.buttons(each -> unsubscribeButton(ask, each))),
                Parts.empty(
                        "Nobody has subscribed.",
                        "What is published is in the server's log all the same. Subscribe an http or https address below.",
                        Html.NOTHING));
    }

    /** One that has not confirmed has no ARN to be named by. */
    private static Html unsubscribeButton(Ask ask, JsonNode subscription) {
        String arn = subscription.path(SUBSCRIPTION).asText();
        return ask.destroy(
                        "unsubscribe-" + Links.nameOf(arn).replaceAll("[^A-Za-z0-9]", "-"),
                        Links.to("sns", ask.path("topic"), "subscriptions", arn) + "/delete",
                        "Unsubscribe",
                        "Unsubscribe " + subscription.path("Endpoint").asText() + "?",
                        List.of(
                                "It hears nothing more of what is published; it must confirm anew to be subscribed again."))
                .when(arn.startsWith("arn:"));
    }

    private TopicPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("sns", ask -> list(ask, Html.NOTHING)),
                Route.post("sns", ask -> Need.onAnything(SERVICE, "CreateTopic"), TopicPages::create),
                Route.get("sns/{topic}", ask -> topic(ask, Html.NOTHING)),
                Route.post("sns/{topic}", TopicPages::need, TopicPages::act),
                Route.post(
                        "sns/{topic}/subscriptions/{subscription}/delete",
                        TopicPages::unsubscription,
                        TopicPages::unsubscribe),
                Route.post(
                        "sns/{topic}/delete",
                        ask -> Need.call(SERVICE, "DeleteTopic", in -> in.put(ARN, ask.path("topic"))),
                        TopicPages::delete));
    }

    private static Need need(Ask ask) {
        return ask.form().get("go").equals("publish")
                ? Need.filledIn(
                        SERVICE, "Publish", in -> in.put(ARN, ask.path("topic")).put("Message", "-"))
                : Need.filledIn(SERVICE, "Subscribe", in -> in.put(ARN, ask.path("topic"))
                        .put("Protocol", "https"));
    }

    private static String name(JsonNode topic) {
        String arn = topic.path(ARN).asText();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static View.Page list(Ask ask, Html refusal) {
        Rows<JsonNode> all = ask.aws().all(SERVICE, "ListTopics", "Topics", "NextToken", in -> {});
        Html form = ask.form(Links.to("sns"))
                .style("inline")
                .around(Html.of(
                        "<label>Topic name<input name=\"name\" value=\"{}\" required maxlength=\"256\" spellcheck=\"false\"></label><button>Create topic</button>",
                        ask.form().get("name")));
        return new View.Page(
                "Topics",
                List.of(),
                Html.NOTHING,
                Html.of("{}{}{}", refusal, Parts.live("listed", TOPICS.render(all, ask.query())), form),
                TOPICS_OF_STORE);
    }

    private static View create(Ask ask) {
        String name = ask.form().get("name");
        try {
            ask.aws().call(SERVICE, "CreateTopic", in -> in.put("Name", name));
        } catch (AwsException e) {
            return list(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(Links.to("sns"), "The topic " + name + " was created.");
    }

    private static View.Page topic(Ask ask, Html refusal) {
        String arn = ask.path("topic");
        ask.aws().call(SERVICE, "GetTopicAttributes", in -> in.put(ARN, arn));
        Html subscriptions = Advice.orRefusal(() -> subscriptions(ask)
                .render(
                        ask.aws()
                                .all(
                                        SERVICE,
                                        "ListSubscriptionsByTopic",
                                        "Subscriptions",
                                        "NextToken",
                                        in -> in.put(ARN, arn)),
                        ask.query()));
        Html publish = Html.of("""
                <h2>Publish</h2><label>Subject <span class="hint">optional</span><input name="subject" maxlength="100"></label>
                <label>Message<textarea name="message" rows="3" required></textarea></label><div class="row"><button class="primary">Publish</button></div>""");
        Html subscribe = Html.of("""
                <h2>Subscribe</h2><label>Address <span class="hint">http or https; it must confirm</span><input name="endpoint" type="url" required></label>
                <div class="row"><button>Subscribe</button></div>""");
        String at = Links.to("sns", arn);
        Html forms = Html.of(
                "{}{}",
                ask.form(at).style("card stack narrow").with("go", "publish").around(publish),
                ask.form(at).style("card stack narrow").with("go", "subscribe").around(subscribe));
        return new View.Page(
                arn.substring(arn.lastIndexOf(':') + 1),
                List.of(new Crumb(Links.to("sns"), "Topics")),
                ask.destroy(
                        "delete",
                        at + "/delete",
                        "Delete",
                        "Delete the topic " + arn + "?",
                        List.of("Its subscriptions go with it; alarms that name it tell nobody.")),
                Html.of("{}{}{}", refusal, Parts.live("subscriptions", subscriptions), forms),
                TOPICS_OF_STORE);
    }

    private static View act(Ask ask) {
        String arn = ask.path("topic");
        try {
            return switch (ask.form().get("go")) {
                case "publish" -> {
                    ask.aws().call(SERVICE, "Publish", in -> {
                        in.put(ARN, arn).put("Message", ask.form().raw("message"));
                        ask.form().find("subject").ifPresent(subject -> in.put("Subject", subject));
                    });
                    yield new View.GoTo(ask.at(), "It is published.");
                }
                case "subscribe" -> {
                    String endpoint = ask.form().get("endpoint");
                    ask.aws().call(SERVICE, "Subscribe", in -> in.put(ARN, arn)
                            .put("Protocol", endpoint.replaceFirst(":.*", ""))
                            .put("Endpoint", endpoint));
                    yield new View.GoTo(ask.at(), "The address was asked to confirm.");
                }
                default -> throw new AwsException("InvalidAction", 400, "There is nothing of that name to do.");
            };
        } catch (AwsException e) {
            return topic(ask, Advice.of(e)).refused(e.httpStatus());
        }
    }

    private static Need.Call unsubscription(Ask ask) {
        return Need.call(SERVICE, "Unsubscribe", in -> in.put(SUBSCRIPTION, ask.path("subscription")));
    }

    private static View unsubscribe(Ask ask) {
        ask.aws().call(unsubscription(ask));
        return new View.GoTo(Links.to("sns", ask.path("topic")), "It is subscribed no longer.");
    }

    private static View delete(Ask ask) {
        ask.aws().call(SERVICE, "DeleteTopic", in -> in.put(ARN, ask.path("topic")));
        return new View.GoTo(Links.to("sns"), "The topic was deleted.");
    }
}
