package io.moorage.console.frame;

import io.moorage.awsapi.AwsException;
import io.moorage.console.html.Html;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A refusal as a page shows it: AWS's message, and what to do. */
public final class Advice {
    static final String TO_WHOM_IAM_REFUSES =
            "Ask whoever keeps the account's IAM policies to allow this action, or sign in as somebody who may.";

    private static final String ENCODED = "Encoded authorization failure message: ";

    private static final String GONE =
            "It is gone, or is called otherwise. Go to the list it would be in and choose from there.";

    /** Codes that are named after the same trouble, whatever service they are of. */
    private record Family(Pattern codes, String advice) {
        static Family of(String codes, String advice) {
            return new Family(Pattern.compile(codes), advice);
        }
    }

    /** The first that matches: {@code ResourceInUse} is no {@code Resource} that is malformed. */
    private static final List<Family> FAMILIES = List.of(
            Family.of(
                    "Throttl|TooManyRequests|TooManyUpdates|RequestLimitExceeded",
                    "Too much was asked at once. Wait a moment and try again."),
            Family.of(
                    "ActivityInProgress|UpdateInProgress|Concurrent|Contention|OperationAborted|TemporarilyUnmodifiable",
                    "Something else is changing it. Wait until that is done, then try again."),
            Family.of(
                    "DependencyViolation|InUse|DeleteConflict|ClusterContains|NotEmpty",
                    "Something still uses it. Take off or delete what the message names first, then try again."),
            Family.of(
                    "AlreadyExist|Duplicate|AlreadyAssociated|Conflict",
                    "There is one like it already. Choose another name or place, or change the one there is."),
            Family.of(
                    "Unsupported|NotImplemented|UnknownOperation",
                    "Moorage does not do this; its docs say what it does."),
            Family.of("NotFound|NoSuch|DoesNotExist|NotExist|Unknown", GONE),
            Family.of(
                    "LimitExceeded|TooMany|Insufficient|NoFreeAddresses|MaxVersion",
                    "There is no room for one more. Delete what nobody needs, or ask for less."),
            Family.of(
                    "Incorrect.*State|InvalidState|LifeCycleState|Status$|StatusException$|NotActive",
                    "It is in no state for this. Wait until it is; its page follows it."),
            Family.of(
                    "NotPermitted|Unmodifiable|NotAttachable|Protection|Disabled",
                    "It is kept from this. Take off the protection or the setting that the message names, if that is what you want."),
            Family.of(
                    "Invalid|Validation|Malformed|Missing|Mismatch|TooLarge|TooLong",
                    "Change what the message names and send it again."));

    private Advice() {}

    public static Html of(AwsException refusal) {
        return Html.of(
                "<div class=\"alert bad\" role=\"alert\"><p><strong>{}</strong> {}</p><p>{}</p></div>",
                refusal.code(),
                words(refusal.getMessage()),
                advice(refusal));
    }

    /** EC2 ends with some hundred letters in code: they are there for whoever copies the message, folded away from who reads it. */
    private static Html words(String message) {
        int code = message.indexOf(ENCODED);
        return code < 0
                ? Html.text(message)
                : Html.of(
                        "{}<details><summary>Encoded authorization failure message</summary><p>{}</p><p>{}</p></details>",
                        message.substring(0, code),
                        message.substring(code),
                        Html.of(
                                "Whoever may decode it does so under <a href=\"{}\">Why allowed or denied</a>.",
                                Links.to("iam", "simulator")));
    }

    /** The piece, or in its place why it may not be shown. */
    public static Html orRefusal(Supplier<Html> piece) {
        try {
            return piece.get();
        } catch (AwsException e) {
            return of(e);
        }
    }

    /** The same only where it may not be shown: that what the page is about is gone, the whole page tells. */
    public static Html orDenial(Supplier<Html> piece) {
        try {
            return piece.get();
        } catch (AwsException e) {
            if (!advice(e).equals(TO_WHOM_IAM_REFUSES)) {
                throw e;
            }
            return of(e);
        }
    }

    /** What to do, for whoever cannot be shown a page. */
    public static String sentence(AwsException refusal) {
        return advice(refusal);
    }

    private static String advice(AwsException refusal) {
        String message = refusal.getMessage();
        if (message.contains("execute command was not enabled")) {
            return "Run a new task with \"Terminal into its containers\" switched on; of a service: Update, switch it on, and start new tasks.";
        }
        if (message.contains("was not idempotent")) {
            return "There is one of this name that differs. Choose another name, or update the one there is.";
        }
        return isGone(refusal) ? GONE : advice(refusal.code());
    }

    /** CloudFormation has one code for this and for whatever is malformed. */
    private static boolean isGone(AwsException refusal) {
        return refusal.code().equals("ValidationError") && refusal.getMessage().contains("does not exist");
    }

    /** None says that nothing was changed: of an operation of several calls the first ones may have been done. */
    private static String advice(String code) {
        return switch (code) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation" -> TO_WHOM_IAM_REFUSES;
            case "ClusterNotFoundException" -> "Choose one of the clusters there are, or create this one first.";
            case "ServiceNotActiveException", "ServiceNotFoundException" ->
                "The service is gone or being deleted. Create it anew from a task definition's revision.";
            case "SerializationException" -> "Mend the text and send it again.";
            case "ClientException" -> "Change what the message names and try again.";
            case "TargetNotConnectedException" ->
                "Wait until the container runs and its instance's agent is connected. It must be Moorage's own agent.";
            case "ExpiredTokenException" -> "Sign in again.";
            case "ServerException", "InternalFailure", "InternalServerError", "ServiceUnavailableException" ->
                "This is a defect of Moorage. Its log has the cause: ./moorage logs.";
            default ->
                FAMILIES.stream()
                        .filter(family -> family.codes().matcher(code).find())
                        .map(Family::advice)
                        .findFirst()
                        .orElse("Do what the message names, then try again; reload the page to see how things stand.");
        };
    }
}
