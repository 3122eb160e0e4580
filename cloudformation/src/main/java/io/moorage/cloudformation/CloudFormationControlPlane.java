package io.moorage.cloudformation;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.cloudformation.action.CloudFormationActions;
import io.moorage.cloudformation.action.HttpTemplates;
import io.moorage.cloudformation.action.WaitConditionPage;
import io.moorage.cloudformation.engine.Account;
import io.moorage.cloudformation.engine.ResourceCalls;
import io.moorage.cloudformation.engine.StackDecider;
import io.moorage.cloudformation.engine.StackLoop;
import io.moorage.cloudformation.engine.Templates;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.types.AllTypes;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** CloudFormation: its actions, and the loop that makes what they write. */
public final class CloudFormationControlPlane implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CloudFormationControlPlane.class.getName());
    private static final Duration CALLS_END = Duration.ofSeconds(10);

    private final Store store;
    private final List<Action<?, ?>> actions;
    private final List<PlainRoute> routes;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final LoopThread thread;
    private Store.Subscription watch = () -> {};

    /**
     * @param calls the other services' APIs, which resources are made through
     * @param waitEndpoint where instances reach this API, to signal wait conditions
     * @param random a cryptographically strong one
     */
    public CloudFormationControlPlane(
            Store store,
            Calls calls,
            InstantSource clock,
            RandomGenerator random,
            Account account,
            String waitEndpoint) {
        this.store = store;
        ResourceTypes known = new ResourceTypes(AllTypes.list(waitEndpoint, random));
        Templates templates = new Templates(known);
        ResourceCalls resourceCalls = new ResourceCalls(known, calls);
        this.actions = CloudFormationActions.all(
                store, account, known, templates, new HttpTemplates(), calls, resourceCalls, random);
        this.routes = List.of(new WaitConditionPage(store, waitEndpoint, clock).route());
        StackLoop loop = new StackLoop(
                store, new StackDecider(known, account), templates, resourceCalls, clock, executor, this::wake);
        this.thread = new LoopThread(
                "cloudformation-stacks", new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)), loop::step);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** Paths of the endpoint that ask for no signature. */
    public List<PlainRoute> routes() {
        return routes;
    }

    public void start() {
        watch = store.watch(Set.of(CloudFormationTables.STACKS, CloudFormationTables.SIGNALS), changes -> wake());
        thread.start();
    }

    private void wake() {
        thread.wake();
    }

    /** Calls under way end first: what they make is found again at the next start. */
    @Override
    public void close() {
        watch.close();
        thread.close();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CALLS_END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "calls of stacks did not end within " + CALLS_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
