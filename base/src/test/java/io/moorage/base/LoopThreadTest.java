package io.moorage.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LoopThreadTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void stepsAtTheStartAndOnEachWake() throws InterruptedException {
        Semaphore steps = new Semaphore(0);
        try (LoopThread loop = new LoopThread("test-loop", QUICK, () -> {
            steps.release();
            return NEVER;
        })) {
            loop.start();
            assertThat(steps.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            loop.wake();
            assertThat(steps.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stepsAgainWhenItsTimeHasCome() throws InterruptedException {
        Semaphore steps = new Semaphore(0);
        try (LoopThread loop = new LoopThread("test-loop", QUICK, () -> {
            steps.release();
            return Duration.ofMillis(1);
        })) {
            loop.start();
            assertThat(steps.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFailingStepIsTakenAgain() throws InterruptedException {
        Semaphore steps = new Semaphore(0);
        try (LoopThread loop = new LoopThread("test-loop", QUICK, () -> {
            steps.release();
            throw new IllegalStateException("on purpose");
        })) {
            loop.start();
            assertThat(steps.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingInterruptsAStepUnderWay() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        LoopThread loop = new LoopThread("test-loop", QUICK, () -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return NEVER;
        });
        loop.start();
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        loop.close();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
