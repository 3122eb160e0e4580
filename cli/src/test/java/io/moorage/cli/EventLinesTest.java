package io.moorage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What {@code moorage events} prints. */
final class EventLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aTaskIsOneLine() throws Exception {
        assertThat(EventLine.of(JSON.readTree("""
                {"detail-type":"ECS Task State Change","time":"2026-11-29T19:00:00Z","resources":["arn:aws:ecs:r:1:task/c/abc"],
                "detail":{"lastStatus":"STOPPED","desiredStatus":"STOPPED","group":"service:db","stoppedReason":"Host gone",
                "containerInstanceArn":"arn:aws:ecs:r:1:container-instance/c/def"}}""")))
                .isEqualTo("2026-11-29T19:00:00Z  task abc STOPPED (wanted STOPPED) service:db on def: Host gone");
    }

    @Test
    void aFailoverCountsFromItsNotice() throws Exception {
        Failovers failover = new Failovers(JSON.readTree("""
                {"instance":"i-1","noticedMillis":1000,"fencedMillis":1120,"fence":"epoch 1 [10.0.0.5]","tasks":[
                {"task":"t/a","group":"service:db","replacement":"t/b","instance":"i-2","placedMillis":1150,"runningMillis":2400},
                {"task":"t/c","group":"service:web","replacement":"","instance":"","placedMillis":null,"runningMillis":null}]}"""));
        assertThat(failover.lines())
                .contains(
                        "    placed     +0.150 s  b on i-2",
                        "    running    +1.400 s  mounted and started",
                        "    not replaced");
        assertThat(failover.steps())
                .containsEntry("noticed", 1000L)
                .containsEntry("fenced", 1120L)
                .containsEntry("placed", 1150L)
                .containsEntry("container running", 2400L);
    }
}
