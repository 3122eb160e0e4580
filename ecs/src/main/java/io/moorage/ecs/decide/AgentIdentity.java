package io.moorage.ecs.decide;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A machine's own credentials speak for that machine alone. On EC2 the session of an instance's role is named after the instance (IAM
 * user guide, "Use an IAM role to grant permissions to applications running on Amazon EC2 instances"), outside of it after the managed
 * instance, so that credentials taken from one machine are of no use for what runs on another.
 */
public final class AgentIdentity {
    private static final Pattern MACHINE = Pattern.compile("m?i-[0-9a-f]{8,17}");

    private AgentIdentity() {}

    /** The machine whose credentials these are; empty for those of a user, or of a role that somebody assumed by another name. */
    public static Optional<String> machine(Principal principal) {
        if (principal.kind() != Principal.Kind.ASSUMED_ROLE) {
            return Optional.empty();
        }
        String session = principal.arn().substring(principal.arn().lastIndexOf('/') + 1);
        return MACHINE.matcher(session).matches() ? Optional.of(session) : Optional.empty();
    }

    /** @param machine id of the machine that is spoken for */
    public static boolean mayActFor(Principal principal, String machine) {
        return machine(principal).map(machine::equals).orElse(true);
    }

    /** @throws AwsException as IAM refuses, when the caller is another machine */
    public static void require(Principal principal, String machine, String action, String resource) {
        if (!mayActFor(principal, machine)) {
            throw new AwsException("AccessDeniedException", 400, refusal(principal, action, resource));
        }
    }

    /** IAM's words for a caller who may not. */
    public static String refusal(Principal principal, String action, String resource) {
        return "User: " + principal.arn() + " is not authorized to perform: " + action + " on resource: " + resource
                + " because the credentials are those of another machine";
    }
}
