package io.moorage.cloudwatch;

import java.util.List;
import java.util.Optional;

/** Several kinds of actions as one; the first that supports an ARN carries it out. */
public record AlarmActionKinds(List<AlarmActions> kinds) implements AlarmActions {
    public AlarmActionKinds {
        kinds = List.copyOf(kinds);
    }

    @Override
    public boolean supports(String actionArn) {
        return kind(actionArn).isPresent();
    }

    @Override
    public boolean repeats(String actionArn) {
        return kind(actionArn).map(kind -> kind.repeats(actionArn)).orElse(false);
    }

    @Override
    public void perform(String actionArn, Notice notice) throws ActionException {
        kind(actionArn)
                .orElseThrow(() -> new ActionException("Moorage has no action of this kind: " + actionArn, false))
                .perform(actionArn, notice);
    }

    private Optional<AlarmActions> kind(String actionArn) {
        return kinds.stream().filter(kind -> kind.supports(actionArn)).findFirst();
    }
}
