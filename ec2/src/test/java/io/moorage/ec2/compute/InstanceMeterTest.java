package io.moorage.ec2.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ec2.instance.InstanceDriver.Traffic;
import io.moorage.ec2.instance.InstanceDriver.Usage;
import io.moorage.ec2.instance.SimulatedInstanceDriver;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.ec2.Instance;
import io.moorage.store.Ec2Tables;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EC2 user guide, "List the available CloudWatch metrics for your instances". */
class InstanceMeterTest {
    private static final Instant MINUTE = Instant.parse("2026-11-22T18:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final SimulatedInstanceDriver driver = new SimulatedInstanceDriver();
    private final InstanceMeter meter = new InstanceMeter(store, driver);

    @BeforeEach
    void anInstanceOfTwoProcessors() {
        var launch = Instance.Launch.of("r-1", "ami-1", "t3.micro", "vpc-1", "subnet-1", "us-east-1a");
        store.transact(tx -> {
            tx.insert(
                    Ec2Tables.INSTANCES,
                    Instance.pending("i-1", launch, "eni-1", MINUTE, Map.of()).running(MINUTE));
            return tx;
        });
    }

    @Test
    void whatWasUsedInAMinuteIsToldOnceAfterItsEnd() {
        used(Duration.ofSeconds(100), 1000, 10);
        assertThat(told(MINUTE.plusSeconds(1)))
                .containsOnlyKeys("StatusCheckFailed", "StatusCheckFailed_Instance", "StatusCheckFailed_System");
        used(Duration.ofSeconds(130), 6000, 40);
        assertThat(told(MINUTE.plusSeconds(11))).isEmpty();
        assertThat(told(MINUTE.plusSeconds(61)))
                .containsEntry("CPUUtilization", 25.0)
                .containsEntry("NetworkIn", 5000.0)
                .containsEntry("NetworkOut", 10_000.0)
                .containsEntry("NetworkPacketsIn", 30.0)
                .containsEntry("NetworkPacketsOut", 30.0)
                .containsEntry("StatusCheckFailed", 0.0);
    }

    @Test
    void whatIsCountedAnewAfterARebootIsNotNegative() {
        used(Duration.ofSeconds(100), 1000, 10);
        told(MINUTE.plusSeconds(1));
        used(Duration.ofSeconds(1), 10, 1);
        assertThat(told(MINUTE.plusSeconds(61))).doesNotContainKey("CPUUtilization");
        used(Duration.ofSeconds(121), 20, 2);
        assertThat(told(MINUTE.plusSeconds(121))).containsEntry("CPUUtilization", 100.0);
    }

    private void used(Duration cpu, long bytes, long packets) {
        driver.setUsage("i-1", new Usage(cpu.toNanos(), new Traffic(bytes, packets), new Traffic(2 * bytes, packets)));
    }

    private Map<String, Double> told(Instant now) {
        return meter.measure(now).stream()
                .peek(datum -> assertThat(datum.metric().dimensions()).isEqualTo(Map.of("InstanceId", "i-1")))
                .peek(datum -> assertThat(datum.timestamp()).isBefore(now.minusSeconds(59)))
                .collect(Collectors.toMap(datum -> datum.metric().name(), (MetricDatum datum) -> datum.values()
                        .average()));
    }
}
