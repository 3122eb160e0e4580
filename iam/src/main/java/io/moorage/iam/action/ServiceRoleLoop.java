package io.moorage.iam.action;

import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.iam.IamConfig;
import io.moorage.model.iam.IamId;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the service-linked role of each service that has something to work for and has none yet, as the services themselves
 * do when they are first used (e.g. ECS developer guide, "Using service-linked roles for Amazon ECS").
 */
public final class ServiceRoleLoop implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));

    private final Store store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final IamConfig config;
    private final LoopThread thread = new LoopThread("iam-service-roles", BACKOFF, this::look);
    private Store.@Nullable Subscription watch;

    public ServiceRoleLoop(Store store, InstantSource clock, RandomGenerator random, IamConfig config) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.config = config;
    }

    public void start() {
        watch = store.watch(
                Set.of(
                        EcsTables.CLUSTERS,
                        AutoScalingTables.GROUPS,
                        ElbTables.LOAD_BALANCERS,
                        EfsTables.MOUNT_TARGETS,
                        EfsTables.REPLICATIONS),
                changes -> thread.wake());
        thread.start();
    }

    private Duration look() {
        if (!missing(store.view()).isEmpty()) {
            makeMissing();
        }
        return IDLE;
    }

    /** Makes those that are needed and not there. */
    void makeMissing() {
        store.transact(tx -> {
            for (ServiceLinkedRoles each : missing(tx)) {
                tx.insert(
                        IamTables.ROLES,
                        each.role(
                                null, Optional.empty(), config.accountId(), IamId.ROLE.next(random), clock.instant()));
            }
            return tx;
        });
    }

    private static List<ServiceLinkedRoles> missing(ReadView view) {
        return Arrays.stream(ServiceLinkedRoles.values())
                .filter(each -> each.isNeeded(view)
                        && view.find(IamTables.ROLES, each.roleName(null)).isEmpty())
                .toList();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        thread.close();
    }
}
