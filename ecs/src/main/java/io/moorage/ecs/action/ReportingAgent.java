package io.moorage.ecs.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.ecs.decide.AgentIdentity;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;

/** An agent reports on the tasks of its own machine only. */
final class ReportingAgent {
    private ReportingAgent() {}

    static void require(ReadView view, RequestContext context, Task task, String action) {
        view.find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                .ifPresent(
                        each -> AgentIdentity.require(context.principal(), each.ec2InstanceId(), action, task.arn()));
    }
}
