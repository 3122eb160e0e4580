package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.ResourceDeclaration;
import io.moorage.cloudformation.template.Template;
import java.time.Duration;

/** Refuses creation policies that nobody could wait for (user guide, "CreationPolicy attribute"). */
public final class SignalTimeouts {
    private static final Duration LONGEST = Duration.ofHours(12);

    private SignalTimeouts() {}

    public static void check(Template template) throws InvalidTemplateException {
        for (ResourceDeclaration each : template.resources().values()) {
            JsonNode timeout = each.creationPolicy().path("ResourceSignal").path("Timeout");
            if (timeout.isTextual()
                    && SignalWait.timeout(each.creationPolicy())
                            .filter(time -> time.compareTo(LONGEST) <= 0 && !time.isNegative())
                            .isEmpty()) {
                throw new InvalidTemplateException("Invalid CreationPolicy of resource " + each.logicalId()
                        + ": the timeout must be an ISO 8601 duration such as PT15M, of at most PT12H, not "
                        + timeout.textValue());
            }
        }
    }
}
