package io.moorage.fileserver.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.IdentityAnswer.Holder;
import io.moorage.nfsserver.View;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who visits may what a client of the same identity may (EFS user guide, "Using IAM to control access to file systems"). */
final class VisitTest {
    private static final String ADA = "arn:aws:iam::123456789012:user/ada";
    private static final String DENY_ROOT = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "elasticfilesystem:ClientMount"}]}""";

    @TempDir
    Path directory;

    private @Nullable TlsServer server;

    private TlsServer serve(FileSystemTerms terms) throws Exception {
        TlsServer started = new TlsServer(directory, terms);
        started.files.setAttributes(Caller.ROOT, started.files.root(), AttributeChange.ofMode(0777));
        server = started;
        return started;
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static Holder ada(String... policies) {
        return new Holder(new byte[0], ADA, ADA, "123456789012", "ada", false, List.of(policies), null, null, null);
    }

    @Test
    void thePolicyOfTheFileSystemBindsAVisitor() throws Exception {
        View view = serve(TlsServer.terms(DENY_ROOT)).control.visit(null, ada());
        assertThat(view.files().getAttributes(view.files().root()).isDirectory())
                .isTrue();
        assertThat(view.caller(Caller.ROOT).uid()).isEqualTo(65534);
        assertThatThrownBy(() -> create(view, "file"))
                .isInstanceOfSatisfying(
                        VfsException.class, e -> assertThat(e.error()).isEqualTo(VfsError.ROFS));
    }

    @Test
    void aVisitorsOwnPolicyCountsToo() throws Exception {
        View view = serve(TlsServer.terms(DENY_ROOT)).control.visit(null, ada("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "elasticfilesystem:Client*", "Resource": "*"}]}"""));
        create(view, "file");
        assertThat(view.caller(Caller.ROOT).uid()).isZero();
    }

    @Test
    void anAccessPointHoldsAVisitorInItsDirectory() throws Exception {
        var user = new FileSystemTerms.PosixUser(1000, 1000, List.of());
        var made = new FileSystemTerms.CreationInfo(1000, 1000, "0755");
        TlsServer here = serve(TlsServer.terms(null, TlsServer.point(user, "/app", made)));
        View view = here.control.visit(TlsServer.POINT, ada());
        create(view, "file");
        var app = here.files.lookup(Caller.ROOT, here.files.root(), "app");
        assertThat(here.files
                        .lookup(Caller.ROOT, app.handle(), "file")
                        .attributes()
                        .uid())
                .isEqualTo(1000);
        assertThat(view.files().lookupParent(Caller.ROOT, view.files().root()).handle())
                .isEqualTo(view.files().root());
        assertThatThrownBy(() -> here.control.visit("fsap-00000000000000000", ada()))
                .hasMessageContaining("there is no access point fsap-00000000000000000");
    }

    private static void create(View view, String name) throws VfsException {
        assertThat(view.files()
                        .createFile(
                                view.caller(Caller.ROOT),
                                view.files().root(),
                                name,
                                new CreateMode.Guarded(),
                                AttributeChange.ofMode(0644))
                        .existed())
                .isFalse();
    }
}
