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
    void aFailoverCountsFromItsDeath() throws Exception {
        Failovers failover = new Failovers(JSON.readTree("""
                {"instance":"i-1","sign":"STOPPED","killedMillis":900,"lastHeardMillis":800,"noticedMillis":1000,
                "fencedMillis":1120,"fence":{"fileServers":["localhost"],"clients":1,"opens":3,"locks":2,
                "cutOff":[{"fileServer":"localhost","fileSystemId":"fs-1","address":"10.0.0.4","client":"c","opens":3,"locks":2}]},"tasks":[
                {"task":"t/a","group":"service:db","replacement":"t/b","instance":"i-2","stoppedMillis":1130,"placedMillis":1150,
                "mountedMillis":1300,"runningMillis":2400,"healthyMillis":null,"firstQueryMillis":2500},
                {"task":"t/c","group":"service:web","replacement":"","instance":"","placedMillis":null,"runningMillis":null}],
                "durations":{"notice":100,"fence":120,"place":null}}"""));
        assertThat(failover.lines())
                .containsExactly(
                        "i-1 lost (stopped), noticed 1970-01-01T00:00:01Z",
                        "  killed         +0.000 s",
                        "  last heard     -0.100 s  of its agent",
                        "  noticed        +0.100 s",
                        "  fenced         +0.220 s  file server localhost cut off 1 client with 3 open files and freed 2 locks",
                        "    10.0.0.4 of fs-1: 3 open files, 2 locks",
                        "  service:db  a",
                        "    written off    +0.230 s",
                        "    placed         +0.250 s  b on i-2",
                        "    mounted        +0.400 s",
                        "    started        +1.500 s",
                        "    first query    +1.600 s",
                        "  service:web  c",
                        "    not replaced",
                        "  took        notice 0.100 s, fence 0.120 s");
        assertThat(failover.steps())
                .containsEntry("noticed", 1000L)
                .containsEntry("fenced", 1120L)
                .containsEntry("placed", 1150L)
                .containsEntry("mounted", 1300L)
                .containsEntry("container running", 2400L);
    }
}
