package io.moorage.ec2.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import io.moorage.base.Execution;
import io.moorage.ec2.instance.InstanceDriver.Machine;
import io.moorage.ec2.instance.InstanceDriver.MachineException;
import io.moorage.ec2.instance.InstanceDriver.MachineSpec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real engine, where DOCKER_HOST names one that has the instance image. */
class DockerInstanceDriverTest {
    private static final String IMAGE = "moorage/instance:latest";
    private static final String ID = "i-0123456789abcdef0";
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path runtime;

    private DockerEngine engine;
    private DockerInstanceDriver driver;
    private final String name = "moorage-test-" + ProcessHandle.current().pid();

    @BeforeEach
    void findEngine() {
        String host = System.getenv("DOCKER_HOST");
        assumeTrue(host != null, "DOCKER_HOST is not set");
        engine = DockerEngine.at(host);
        assumeTrue(hasImage(), "the engine at DOCKER_HOST lacks " + IMAGE);
        driver = driver();
    }

    @AfterEach
    void removeMachines() throws Exception {
        if (driver != null) {
            driver.remove(ID);
            driver.close();
        }
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void aMachineStartsOnceAndIsFoundByALaterProcess() {
        Machine first = driver.start(spec(IMAGE));
        Machine again = driver.start(spec(IMAGE));
        assertThat(first.running()).isTrue();
        assertThat(again.pid()).isEqualTo(first.pid());
        assertThat(ProcessHandle.of(first.pid())).isPresent();
        assertThat(driver.usage(ID).map(InstanceDriver.Usage::cpuNanos).orElse(0L))
                .as("processor time")
                .isPositive();
        try (var later = driver()) {
            assertThat(later.machines()).containsExactly(first);
        }
    }

    @Test
    void aPowerCutIsNoticedAtOnce() {
        var changes = new AtomicInteger();
        Machine machine = driver.start(spec(IMAGE));
        await().atMost(BOUND).until(() -> seen().map(Machine::running).orElse(false));
        driver.watch(changes::incrementAndGet);
        ProcessHandle.of(machine.pid()).orElseThrow().destroyForcibly();
        await().atMost(BOUND)
                .until(() ->
                        changes.get() > 0 && seen().orElseThrow().exitCode().orElse(-1) == 128 + 9);
    }

    @Test
    void aStoppedMachineStartsAgainAsANewProcess() {
        Machine first = driver.start(spec(IMAGE));
        driver.stop(ID, Duration.ofSeconds(5));
        assertThat(seen().orElseThrow().running()).isFalse();
        driver.stop(ID, Duration.ofSeconds(5));
        assertThat(driver.start(spec(IMAGE)).pid()).isNotEqualTo(first.pid());
    }

    @Test
    void aRemovedMachineIsGoneAndRemovingItAgainIsNothing() {
        driver.start(spec(IMAGE));
        driver.remove(ID);
        driver.remove(ID);
        await().atMost(BOUND).until(() -> seen().isEmpty());
        assertThat(driver.console(ID)).isEmpty();
    }

    /** A terminal that goes away is a line that is cut: what ran on it gets SIGHUP. */
    @Test
    void aShellIsTypedIntoAndEndsWithItsTerminal() {
        assertThatThrownBy(() -> driver.execute(ID, List.of("/bin/sh"), new Heard()))
                .isInstanceOf(MachineException.class);
        driver.start(spec(IMAGE));
        var heard = new Heard();
        Execution shell = driver.execute(ID, List.of("/bin/bash", "-l"), heard);
        shell.resize(30, 100);
        shell.write("stty size; echo pid:$$:\r".getBytes(StandardCharsets.UTF_8));
        await().atMost(BOUND).until(() -> heard.matches("(?s).*30 100.*pid:\\d+:.*"));
        String pid = heard.toString().replaceFirst("(?s).*pid:(\\d+):.*", "$1");
        shell.close();
        var after = new Heard();
        try (Execution look = driver.execute(ID, List.of("/bin/sh"), after)) {
            await().atMost(BOUND).until(() -> {
                look.write(("test -d /proc/" + pid + " || echo g''one\r").getBytes(StandardCharsets.UTF_8));
                return after.matches("(?s).*gone.*");
            });
            look.write("exit 3\r".getBytes(StandardCharsets.UTF_8));
            await().atMost(BOUND).until(() -> after.code.get() == 3);
        }
    }

    private static final class Heard implements Execution.Output {
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final AtomicInteger code = new AtomicInteger(-1);

        @Override
        public void output(byte[] bytes) {
            said.writeBytes(bytes);
        }

        @Override
        public void error(byte[] bytes) {
            output(bytes);
        }

        @Override
        public void ended(int exitCode) {
            code.set(exitCode);
        }

        boolean matches(String pattern) {
            return toString().matches(pattern);
        }

        @Override
        public String toString() {
            return said.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void anUnknownImageIsSaid() {
        assertThatThrownBy(() -> driver.start(spec("moorage/no-such-image:latest")))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("moorage/no-such-image:latest");
        assertThat(driver.machines()).isEmpty();
    }

    private Optional<Machine> seen() {
        return driver.machines().stream().findFirst();
    }

    private DockerInstanceDriver driver() {
        return new DockerInstanceDriver(engine, name, runtime, "ec2.internal");
    }

    private boolean hasImage() {
        try {
            engine.calls().inspectImageCmd(IMAGE).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static MachineSpec spec(String image) {
        return new MachineSpec(ID, image, "ip-172-31-16-5", 1, 512, 1);
    }
}
