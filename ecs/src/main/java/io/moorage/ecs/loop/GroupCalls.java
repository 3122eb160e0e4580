package io.moorage.ecs.loop;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsmodels.Operation;
import io.moorage.ecs.ServiceRole;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** How ECS asks Auto Scaling for something about a capacity provider's group. */
record GroupCalls(Calls calls, String account) {
    private static final Logger LOG = System.getLogger(GroupCalls.class.getName());

    /** What is refused now is tried again with the next round. */
    <I> void call(Operation<I, ?> operation, I input) {
        try {
            calls.call(operation, input, ServiceRole.principal(account));
        } catch (AwsException e) {
            LOG.log(Level.WARNING, "{0} for a capacity provider: {1}", operation.name(), e.getMessage());
        }
    }
}
