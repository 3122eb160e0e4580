package io.moorage.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.volume.FakeMounter;
import io.moorage.agent.volume.MountTable.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Containers that hold shared directories die when the instance is cut off, and only then. */
class SelfFenceTest {
    private static final long LENGTH = Duration.ofSeconds(10).toNanos();

    private final FakeMounter mounter = new FakeMounter();
    private final List<String> kills = new ArrayList<>();
    private long now;
    private final Lease lease = new Lease(0, Duration.ofSeconds(10));
    private final SelfFence fence = new SelfFence(
            lease,
            reason -> {
                kills.add(reason);
                return 1;
            },
            mounter,
            () -> now);

    private void mountEfs() {
        mounter.mounted.add(new Mount(Path.of("/mnt/efs"), "nfs4", "10.0.0.5:/"));
    }

    @Test
    void whileTheLeaseHoldsItOnlyNotesWhereFileServersAre() {
        mountEfs();
        mounter.reachable = false;
        now = LENGTH;
        assertThat(fence.check()).isZero();
        assertThat(mounter.noted).isTrue();
        assertThat(kills).isEmpty();
    }

    @Test
    void aControlPlaneThatIsDownKillsNothing() {
        mountEfs();
        now = LENGTH + 1;
        assertThat(fence.check()).isZero();
        assertThat(kills).isEmpty();
    }

    @Test
    void anInstanceThatReachesNobodyKillsWhatHoldsSharedDirectories() {
        mountEfs();
        mounter.reachable = false;
        now = LENGTH + 1;
        assertThat(fence.check()).isOne();
        assertThat(kills).containsExactly(SelfFence.REASON);
    }

    @Test
    void withoutANetworkMountThereIsNothingToProtect() {
        mounter.reachable = false;
        now = LENGTH + 1;
        assertThat(fence.check()).isZero();
        assertThat(kills).isEmpty();
    }

    /** One look that fails must not be the last. */
    @Test
    void itLooksOnWhateverHappens() throws Exception {
        mountEfs();
        mounter.reachable = false;
        now = LENGTH + 1;
        CountDownLatch looks = new CountDownLatch(3);
        mounter.look = () -> {
            looks.countDown();
            throw new UncheckedIOException(new IOException("too many open files"));
        };
        FenceWatch watch = FenceWatch.start(fence, Duration.ofMillis(1));
        assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        watch.close();
        assertThat(kills).isEmpty();
    }

    @Test
    void whatCannotBeKilledIsTriedAgain() {
        mountEfs();
        mounter.reachable = false;
        now = LENGTH + 1;
        SelfFence other = new SelfFence(
                lease,
                reason -> {
                    kills.add(reason);
                    throw new RuntimeFailure("CannotKillContainerError", "the engine does not answer");
                },
                mounter,
                () -> now);
        assertThat(other.check()).isZero();
        assertThat(other.check()).isZero();
        assertThat(kills).hasSize(2);
    }
}
