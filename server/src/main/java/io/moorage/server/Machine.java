package io.moorage.server;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.InstanceIdentities;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.network.Networks;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.efs.FileServers;
import io.moorage.elb.Balancers;
import io.moorage.server.files.FileServerDoor;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the control plane stands on: the real machine, or a simulated one. Everything else is the same. */
interface Machine extends AutoCloseable {
    Store store();

    InstanceDriver driver();

    Networks networks();

    FileServers files();

    /** What people ask of the file servers who look at files and clients. */
    FileServerDoor door();

    /** Who believes the identity documents of this machine's instances. */
    InstanceIdentities identities();

    Balancers balancers();

    /** Where measured values are kept. Whoever asked for it closes it. */
    MetricStore metrics() throws IOException;

    /** Inside VPCs the APIs are served by this endpoint; called once, before any network is made. */
    void serve(AwsEndpoint endpoint);

    /** The control plane runs: whatever watches the machine, or lives on it, may begin. */
    void started(Running running);

    /** Answers DNS questions of this host about all VPCs' names, where the machine has networks. */
    void answerNames(InetSocketAddress here);

    /** What runs beside the control plane, in words for {@code status}. */
    Map<String, Object> status();

    /** Ends what runs outside this process, for {@code down}. */
    void down();

    /**
     * Empties everything; only a simulated machine can.
     *
     * @param born writes what there is afterwards, before anybody sees that the rest is gone
     */
    void reset(Consumer<Transaction> born);

    @Override
    void close();

    /**
     * The control plane, as its machine calls it back.
     *
     * @param fileServerCameBack to be called when the file server answers again
     * @param balancersCameBack to be called when the load balancers answer again
     * @param ecsActions what agents that run in this process call
     * @param sessions where agents that run in this process connect
     */
    record Running(
            Runnable fileServerCameBack,
            Runnable balancersCameBack,
            List<Action<?, ?>> ecsActions,
            AgentSessions sessions) {}
}
