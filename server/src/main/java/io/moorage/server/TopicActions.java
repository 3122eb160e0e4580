package io.moorage.server;

import io.moorage.cloudwatch.AlarmActions;
import io.moorage.sns.Publisher;
import io.moorage.sns.Publisher.Outcome;
import java.util.Map;
import java.util.Optional;

/** Alarms that publish to SNS topics. */
record TopicActions(Publisher publisher) implements AlarmActions {
    @Override
    public boolean supports(String actionArn) {
        return actionArn.startsWith("arn:aws:sns:");
    }

    @Override
    public boolean repeats(String actionArn) {
        return false;
    }

    @Override
    public void perform(String actionArn, Notice notice) throws ActionException {
        Publisher.Message message = new Publisher.Message(Optional.of(notice.subject()), notice.message(), Map.of());
        switch (publisher.publish(actionArn, message)) {
            case Outcome.Published ignored -> {}
            case Outcome.NoSuchTopic ignored -> throw new ActionException("Topic does not exist", false);
            case Outcome.Throttled ignored ->
                throw new ActionException("Too many messages are on their way to endpoints", true);
        }
    }
}
