package io.moorage.agent.session;

import io.moorage.agent.task.StateReporter;
import io.moorage.agent.task.TaskNetwork;
import io.moorage.agentwire.acs.AttachTaskNetworkInterfacesMessage;
import io.moorage.agentwire.acs.ElasticNetworkInterface;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Waits for interfaces that are being plugged in, and reports those that are here (agent protocol, "ENI attachment"). */
public final class Attachments {
    private static final Logger LOG = System.getLogger(Attachments.class.getName());
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TaskNetwork network;
    private final StateReporter reporter;
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    public Attachments(TaskNetwork network, StateReporter reporter) {
        this.network = network;
        this.reporter = reporter;
    }

    /** Returns at once. A message may come twice. */
    public void await(AttachTaskNetworkInterfacesMessage message) {
        for (ElasticNetworkInterface each : message.elasticNetworkInterfaces()) {
            String attachment = each.attachmentArn();
            if (attachment != null && awaited.add(attachment)) {
                Thread.ofPlatform().name("attach-" + each.ec2Id()).daemon().start(() -> {
                    try {
                        await(message.taskArn(), attachment, each.macAddress(), message.waitTimeoutMs());
                    } finally {
                        awaited.remove(attachment);
                    }
                });
            }
        }
    }

    private void await(String taskArn, String attachment, String macAddress, long withinMillis) {
        try {
            for (long waited = 0; waited <= withinMillis; waited += LOOK.toMillis()) {
                if (network.isPresent(macAddress)
                        && reporter.attached(taskArn, attachment) == StateReporter.Outcome.DONE) {
                    return;
                }
                Thread.sleep(LOOK);
            }
            LOG.log(Level.WARNING, "the interface {0} of {1} did not come", macAddress, taskArn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
