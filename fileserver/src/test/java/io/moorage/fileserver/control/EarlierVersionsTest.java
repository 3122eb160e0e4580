package io.moorage.fileserver.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.controlwire.ControlCodec;
import org.junit.jupiter.api.Test;

/** A file server starts from what one of an earlier version wrote, and the control plane understands one that is still running. */
class EarlierVersionsTest {
    private final ControlCodec codec = new ControlCodec();

    @Test
    void termsThatTellOfNoLifecycleHaveNone() throws Exception {
        FileSystemTerms terms = codec.parse("""
                {"fileSystemId": "fs-1", "directory": "/fs", "arn": "arn:fs-1", "readOnly": false,
                 "throughputMode": "elastic", "accessPoints": []}
                """, FileSystemTerms.class);
        assertThat(terms.throttled()).isFalse();
        assertThat(terms.lifecycle()).isNull();
    }

    @Test
    void answersThatTellLessAreUnderstood() throws Exception {
        Response usage = codec.parse("""
                {"response": "usage",
                 "fileSystems": {"fs-1": {"standardBytes": 5, "iaBytes": 0, "at": "2026-11-28T12:00:00Z"}}}
                """, Response.class);
        assertThat(((Response.Usage) usage).fileSystems())
                .hasEntrySatisfying(
                        "fs-1", metered -> assertThat(metered.archiveBytes()).isZero());
        Response traffic = codec.parse("""
                {"response": "traffic", "at": "2026-11-28T12:00:00Z",
                 "fileSystems": [{"fileSystemId": "fs-1", "connections": 1, "addresses": []}]}
                """, Response.class);
        assertThat(((Response.Traffic) traffic).fileSystems().getFirst().burstCreditBalance())
                .isNull();
    }
}
