package io.moorage.console.frame;

import io.moorage.awsapi.AwsException;
import io.moorage.console.html.Html;
import java.util.function.Supplier;

/** A refusal as a page shows it: AWS's message, and what to do. */
public final class Advice {
    static final String TO_WHOM_IAM_REFUSES =
            "Ask whoever keeps the account's IAM policies to allow this action, or sign in as somebody who may.";

    private Advice() {}

    public static Html of(AwsException refusal) {
        return Html.of(
                "<div class=\"alert bad\" role=\"alert\"><p><strong>{}</strong> {}</p><p>{}</p></div>",
                refusal.code(),
                refusal.getMessage(),
                advice(refusal));
    }

    /** The piece, or in its place why it may not be shown. */
    public static Html orRefusal(Supplier<Html> piece) {
        try {
            return piece.get();
        } catch (AwsException e) {
            return of(e);
        }
    }

    /** What to do, for whoever cannot be shown a page. */
    public static String sentence(AwsException refusal) {
        return advice(refusal);
    }

    private static String advice(AwsException refusal) {
        return refusal.getMessage().contains("execute command was not enabled")
                ? "Run a new task, or update the service with a new deployment, with \"Terminal into its containers\" switched on."
                : advice(refusal.code());
    }

    private static String advice(String code) {
        return switch (code) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation" -> TO_WHOM_IAM_REFUSES;
            case "ClusterNotFoundException" -> "Choose one of the clusters there are, or create this one first.";
            case "ServiceNotActiveException", "ServiceNotFoundException" ->
                "The service is gone or being deleted. Create it anew from a task definition's revision.";
            case "SerializationException" -> "Mend the text and send it again; nothing was changed.";
            case "ClientException", "InvalidParameterException" ->
                "Change what the message names and try again; nothing was changed.";
            case "TargetNotConnectedException" ->
                "Wait until the container runs and its instance's agent is connected. It must be Moorage's own agent.";
            case "ExpiredTokenException" -> "Sign in again.";
            case "ThrottlingException" -> "Wait a moment and try again.";
            case "ServerException", "InternalFailure", "InternalServerError" ->
                "This is a defect of Moorage. Its log has the cause: ./moorage logs.";
            default -> "Nothing was changed.";
        };
    }
}
