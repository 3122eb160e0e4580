package io.moorage.ec2.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.base.Execution;
import io.moorage.ec2.instance.InstanceDriver.Machine;
import io.moorage.ec2.instance.InstanceDriver.MachineSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The driver's contract on machines in memory. */
class SimulatedInstanceDriverTest {
    private final SimulatedInstanceDriver driver = new SimulatedInstanceDriver();

    @Test
    void startingTwiceKeepsTheMachine() {
        assertThat(driver.start(spec())).isEqualTo(driver.start(spec()));
    }

    @Test
    void everyChangeIsTold() {
        var told = new AtomicInteger();
        driver.watch(told::incrementAndGet);
        driver.start(spec());
        driver.kill("i-1");
        driver.remove("i-1");
        assertThat(told).hasValue(3);
        assertThat(driver.machines()).isEmpty();
    }

    @Test
    void anOrderlyStopAndAPowerCutDiffer() {
        int first = driver.start(spec()).pid();
        driver.stop("i-1", Duration.ZERO);
        assertThat(driver.machines())
                .extracting(Machine::exitCode)
                .singleElement()
                .satisfies(code -> assertThat(code).hasValue(0));
        assertThat(driver.start(spec()).pid()).isNotEqualTo(first);
        driver.kill("i-1");
        assertThat(driver.machines())
                .extracting(Machine::exitCode)
                .singleElement()
                .satisfies(code -> assertThat(code).hasValue(137));
    }

    @Test
    void nothingRunsOnAMachineThatStandsStill() {
        Silent heard = new Silent();
        assertThatThrownBy(() -> driver.execute("i-1", List.of("sh"), heard)).hasMessage("i-1 does not run");
        driver.start(spec());
        try (var shell = driver.execute("i-1", List.of("sh"), heard)) {
            shell.write("exit\r".getBytes(StandardCharsets.UTF_8));
            assertThat(heard.code).isZero();
        }
    }

    private static final class Silent implements Execution.Output {
        private int code = -1;

        @Override
        public void output(byte[] bytes) {}

        @Override
        public void error(byte[] bytes) {}

        @Override
        public void ended(int exitCode) {
            code = exitCode;
        }
    }

    private static MachineSpec spec() {
        return new MachineSpec("i-1", "image", "ip-10-0-0-4", 1, 512, 1);
    }
}
