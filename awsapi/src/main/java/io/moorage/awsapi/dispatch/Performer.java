package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.Inputs;
import io.moorage.awsapi.validation.Validator;
import io.moorage.awsapi.validation.Violation;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.Protocol;
import java.util.List;
import java.util.function.Predicate;

/** What every call goes through once its caller and its input are known, whichever way it came. */
final class Performer {
    private final Permissions permissions;

    Performer(Authorizer authorizer, String region) {
        this.permissions = new Permissions(authorizer, region);
    }

    Permissions permissions() {
        return permissions;
    }

    /** @throws AwsException when the input is invalid, the caller may not, or the action refuses */
    <I, O> O perform(Action<I, O> action, I input, RequestContext context) {
        return perform(action, input, context, violation -> false);
    }

    /** @param forgiven violations that this caller may commit */
    <I, O> O perform(Action<I, O> action, I input, RequestContext context, Predicate<Violation> forgiven) {
        Operation<I, O> operation = action.operation();
        Refusals refusals = Refusals.of(operation.service());
        List<Violation> violations = Validator.violations(operation.input(), input).stream()
                .filter(forgiven.negate())
                .toList();
        if (!violations.isEmpty()) {
            throw refusals.invalid(violations);
        }
        permissions.check(action, input, context, refusals);
        if (operation.service().protocol() == Protocol.EC2
                && Inputs.member(operation.input(), input, "DryRun")
                        .filter(Boolean.TRUE::equals)
                        .isPresent()) {
            throw new AwsException("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
        }
        return action.handle(input, context);
    }
}
