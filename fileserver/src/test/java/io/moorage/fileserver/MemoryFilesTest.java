package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.fileserver.control.IdentityAnswer.Holder;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errands at paths of a file system. */
final class MemoryFilesTest {
    private static final String ID = "fs-1";

    private final MemoryFiles files = new MemoryFiles(InstantSource.system());

    private Response visit(Request.Errand errand) {
        Holder root = new Holder(
                new byte[0],
                "arn:aws:iam::123456789012:root",
                "arn:aws:iam::123456789012:root",
                "123456789012",
                null,
                true,
                List.of(),
                null,
                null,
                null);
        return files.visit(new Request.Visit(null, root, true, errand));
    }

    private void put(String path) {
        assertThat(visit(new Request.Put(ID, path, 0, "x".getBytes(StandardCharsets.UTF_8), 0644, true)))
                .isEqualTo(new Response.Done());
    }

    /** What is large is taken away in steps, from below, and whoever asks is told whether to ask again. */
    @Test
    void aTreeIsRemovedInSteps() {
        assertThat(visit(new Request.MakeDirectory(ID, "/a", 0755))).isEqualTo(new Response.Done());
        assertThat(visit(new Request.MakeDirectory(ID, "/a/b", 0755))).isEqualTo(new Response.Done());
        put("/a/b/one");
        put("/a/b/two");
        put("/a/three");
        assertThat(visit(new Request.Remove(ID, "/a", 2))).isEqualTo(new Response.Removed(2, false));
        assertThat(visit(new Request.Remove(ID, "/a", 2))).isEqualTo(new Response.Removed(2, false));
        assertThat(visit(new Request.Remove(ID, "/a", 2))).isEqualTo(new Response.Removed(1, true));
        assertThat(visit(new Request.Look(ID, "/a"))).isInstanceOf(Response.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/a/../..", "/../../etc/passwd"})
    void noPathLeadsAboveTheRoot(String path) {
        assertThat(visit(new Request.Look(ID, path))).isInstanceOf(Response.Failed.class);
        assertThat(visit(new Request.Remove(ID, path, 10))).isInstanceOf(Response.Failed.class);
    }

    /** AWS Backup developer guide: a restore is a new directory; what is there stays, and the copy is of its moment. */
    @Test
    void aCopyIsPutBackAsItWas() throws Exception {
        assertThat(visit(new Request.MakeDirectory(ID, "/a", 0711))).isEqualTo(new Response.Done());
        put("/a/one");
        files.snapshot("copy", ID);
        assertThat(visit(new Request.Put(ID, "/a/one", 0, new byte[] {'y', 'y'}, 0600, true)))
                .isEqualTo(new Response.Done());
        files.restore("copy", ID, "back");

        assertThat(read("/back/a/one")).isEqualTo("x");
        assertThat(read("/a/one")).isEqualTo("yy");
        assertThat(((Response.Found) visit(new Request.Look(ID, "/back/a")))
                        .object()
                        .mode())
                .isEqualTo(0711);
        assertThat(files.bytes(ID)).as("in blocks of 4 KiB").isEqualTo(2 * 4096);
        files.replicate(ID, "fs-2");
        assertThat(files.bytes("fs-2")).isEqualTo(2 * 4096);
    }

    private String read(String path) {
        return new String(((Response.Data) visit(new Request.Read(ID, path, 0, 10))).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theRootStays() {
        put("/file");
        assertThat(visit(new Request.Remove(ID, "/", 10))).isInstanceOf(Response.Failed.class);
        assertThat(visit(new Request.Look(ID, "/file"))).isInstanceOf(Response.Found.class);
    }
}
