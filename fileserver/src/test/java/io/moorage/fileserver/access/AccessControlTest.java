package io.moorage.fileserver.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.FileSystemTerms.CreationInfo;
import io.moorage.fileserver.control.FileSystemTerms.PosixUser;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real connections, in plain and in TLS, and what they may do. EFS user guide, "Working with access points" and "Using IAM to control access to file systems". */
final class AccessControlTest {
    private static final CreationInfo OPEN = new CreationInfo(7, 8, "0777");
    private static final Optional<String> POINT = Optional.of(TlsServer.POINT);
    private static final Optional<SigningCredentials> NOBODY = Optional.empty();
    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    Path directory;

    private @Nullable TlsServer server;

    private TlsServer serve(@Nullable FileSystemTerms terms) throws Exception {
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

    @Test
    void plainAndEncryptedConnectionsShareAPort() throws Exception {
        TlsServer here = serve(null);
        try (NfsFileSystem plain = here.plain();
                NfsFileSystem encrypted = here.encrypted(NONE, NOBODY)) {
            create(plain, "by-plain");
            create(encrypted, "by-tls");
            assertThat(plain.lookup(Caller.ROOT, plain.root(), "by-tls")).isNotNull();
            assertThat(encrypted.lookup(Caller.ROOT, encrypted.root(), "by-plain"))
                    .isNotNull();
        }
    }

    /** "Enforcing a user identity": also "the file ownership of newly created files". */
    @Test
    void anAccessPointSetsTheUser() throws Exception {
        PosixUser user = new PosixUser(1001, 1002, List.of(1003L));
        TlsServer here = serve(TlsServer.terms(null, TlsServer.point(user, "/", null)));
        FileHandle shared = directory("shared", 0, 1003, 0770);
        FileHandle closed = directory("closed", 5, 6, 0700);
        try (NfsFileSystem mounted = here.encrypted(POINT, NOBODY)) {
            Attributes made = create(mounted, "file");
            assertThat(made.uid()).isEqualTo(1001);
            assertThat(made.gid()).isEqualTo(1002);
            assertThat(mounted.readDirectory(Caller.ROOT, entry(mounted, "shared"), 0, 0, 10, false)
                            .items())
                    .isEmpty();
            assertError(
                    VfsError.ACCES,
                    () -> mounted.readDirectory(Caller.ROOT, entry(mounted, "closed"), 0, 0, 10, false));
            assertError(
                    VfsError.PERM,
                    () -> mounted.setAttributes(
                            Caller.ROOT,
                            entry(mounted, "file"),
                            AttributeChange.NONE.withOwner(OptionalInt.of(0), OptionalInt.empty())));
        }
        assertThat(shared).isNotEqualTo(closed);
    }

    /** "Enforcing a root directory": created with its owner and permissions when a client comes. */
    @Test
    void anAccessPointsRootIsMadeForItsFirstClient() throws Exception {
        TlsServer here = serve(TlsServer.terms(null, TlsServer.point(null, "/apps/web", OPEN)));
        try (NfsFileSystem mounted = here.encrypted(POINT, NOBODY)) {
            create(mounted, "inside");
            Attributes root = mounted.getAttributes(mounted.root());
            assertThat(List.of(root.uid(), root.gid(), root.mode())).containsExactly(7, 8, 0777);
            assertThat(mounted.lookupParent(Caller.ROOT, mounted.root()).handle())
                    .isEqualTo(mounted.root());
        }
        Entry apps = here.files.lookup(Caller.ROOT, here.files.root(), "apps");
        assertThat(apps.attributes().mode()).isEqualTo(0755);
        FileHandle web = here.files.lookup(Caller.ROOT, apps.handle(), "web").handle();
        assertThat(here.files.lookup(Caller.ROOT, web, "inside")).isNotNull();
    }

    /** "If the root directory does not exist, attempts to mount using the access point will fail." */
    @Test
    void withoutCreationInfoTheRootMustBeThere() throws Exception {
        TlsServer here = serve(TlsServer.terms(null, TlsServer.point(null, "/missing", null)));
        assertDenied(() -> here.encrypted(POINT, NOBODY));
        directory("missing", 0, 0, 0755);
        here.encrypted(POINT, NOBODY).close();
    }

    @Test
    void nothingOutsideTheRootIsReached() throws Exception {
        TlsServer here = serve(TlsServer.terms(null, TlsServer.point(null, "/jail", OPEN)));
        try (NfsFileSystem whole = here.plain();
                NfsFileSystem jailed = here.encrypted(POINT, NOBODY)) {
            Entry secret = whole.createFile(
                            Caller.ROOT, whole.root(), "secret", new CreateMode.Guarded(), AttributeChange.ofMode(0644))
                    .entry();
            assertError(VfsError.BADHANDLE, () -> jailed.getAttributes(secret.handle()));
            assertError(VfsError.BADHANDLE, () -> jailed.getAttributes(whole.root()));
            Entry inside = jailed.createObject(
                            Caller.ROOT, jailed.root(), "d", new NewObject.Directory(), AttributeChange.ofMode(0777))
                    .entry();
            assertError(VfsError.BADHANDLE, () -> whole.getAttributes(inside.handle()));
            assertThat(jailed.lookupParent(Caller.ROOT, inside.handle()).handle())
                    .isEqualTo(jailed.root());
            whole.rename(Caller.ROOT, entry(whole, "jail"), "d", whole.root(), "moved");
            assertError(VfsError.STALE, () -> jailed.lookupParent(Caller.ROOT, inside.handle()));
        }
    }

    @Test
    void aCertificateForSomethingElseIsDenied() throws Exception {
        TlsServer here = serve(TlsServer.terms(null, TlsServer.point(null, "/", null)));
        Instant now = Instant.now();
        assertDenied(() -> here.encrypted("fs-00000000000000000", NONE, NOBODY, now));
        assertDenied(() -> here.encrypted(Optional.of("fsap-00000000000000000"), NOBODY));
        assertDenied(() -> here.encrypted(TlsServer.FILE_SYSTEM, NONE, NOBODY, now.minus(Duration.ofHours(4))));
        here.encrypted(POINT, NOBODY).close();
    }

    @Test
    void aSignatureProvesWhoItIs() throws Exception {
        TlsServer here = serve(TlsServer.terms(policy("arn:aws:iam::123456789012:user/AKIAGOOD", "ClientMount")));
        here.authority.policies.put("AKIAGOOD", List.of());
        here.authority.policies.put("AKIAOTHER", List.of());
        try (NfsFileSystem mounted = here.encrypted(NONE, keys("AKIAGOOD", TlsServer.SECRET))) {
            assertError(VfsError.ROFS, () -> create(mounted, "file"));
            assertError(
                    VfsError.ROFS,
                    () -> mounted.setAttributes(Caller.ROOT, mounted.root(), AttributeChange.ofMode(0700)));
        }
        assertDenied(() -> here.encrypted(NONE, keys("AKIAGOOD", "guessed")));
        assertDenied(() -> here.encrypted(NONE, keys("AKIAOTHER", TlsServer.SECRET)));
        assertDenied(() -> here.encrypted(NONE, keys("AKIANOBODY", TlsServer.SECRET)));
        assertDenied(() -> here.encrypted(NONE, NOBODY));
        assertDenied(here::plain);
    }

    /** Without ClientRootAccess root is nobody. */
    @Test
    void rootIsSquashed() throws Exception {
        TlsServer here = serve(TlsServer.terms(policy("*", "ClientMount", "ClientWrite")));
        directory("closed", 0, 0, 0700);
        try (NfsFileSystem mounted = here.plain()) {
            assertThat(create(mounted, "file").uid()).isEqualTo(Connected.NOBODY);
            assertError(
                    VfsError.ACCES,
                    () -> mounted.readDirectory(Caller.ROOT, entry(mounted, "closed"), 0, 0, 10, false));
            here.control.follow(TlsServer.terms(policy("*", "*")));
            assertThat(mounted.readDirectory(Caller.ROOT, entry(mounted, "closed"), 0, 0, 10, false)
                            .items())
                    .isEmpty();
            here.control.follow(TlsServer.terms(policy("*", "Nothing")));
            assertError(VfsError.ACCES, () -> mounted.getAttributes(mounted.root()));
        }
    }

    /** The data path outlives the control path. */
    @Test
    void whoIsKnownComesAgainWhileNobodyCanBeAsked() throws Exception {
        TlsServer here = serve(TlsServer.terms(policy("arn:aws:iam::123456789012:user/AKIAGOOD", "*")));
        here.authority.policies.put("AKIAGOOD", List.of());
        here.encrypted(NONE, keys("AKIAGOOD", TlsServer.SECRET)).close();
        here.authority.away = true;
        here.encrypted(NONE, keys("AKIAGOOD", TlsServer.SECRET)).close();
        assertThat(here.authority.asked).hasValue(1);
        assertThatThrownBy(() -> here.encrypted(NONE, keys("AKIANEW", TlsServer.SECRET)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(VfsException.class);
    }

    /** EFS API reference, DeleteAccessPoint: clients that are connected "can continue". */
    @Test
    void anAccessPointThatGoesLetsItsClientsStay() throws Exception {
        TlsServer here = serve(TlsServer.terms(null, TlsServer.point(null, "/", null)));
        try (NfsFileSystem mounted = here.encrypted(POINT, NOBODY)) {
            here.control.follow(TlsServer.terms(null));
            create(mounted, "file");
            assertDenied(() -> here.encrypted(POINT, NOBODY));
        }
    }

    private FileHandle directory(String name, int uid, int gid, int mode) throws Exception {
        VirtualFileSystem files = java.util.Objects.requireNonNull(server).files;
        return files.createObject(
                        Caller.ROOT,
                        files.root(),
                        name,
                        new NewObject.Directory(),
                        AttributeChange.ofMode(mode).withOwner(OptionalInt.of(uid), OptionalInt.of(gid)))
                .entry()
                .handle();
    }

    private static Attributes create(VirtualFileSystem files, String name) throws VfsException {
        return files.createFile(Caller.ROOT, files.root(), name, new CreateMode.Guarded(), AttributeChange.ofMode(0644))
                .entry()
                .attributes();
    }

    private static FileHandle entry(VirtualFileSystem files, String name) throws VfsException {
        return files.lookup(Caller.ROOT, files.root(), name).handle();
    }

    private static Optional<SigningCredentials> keys(String id, String secret) {
        return Optional.of(new SigningCredentials(id, secret, null));
    }

    private static String policy(String principal, String... actions) {
        StringBuilder list = new StringBuilder();
        for (String action : actions) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("\"elasticfilesystem:")
                    .append(action)
                    .append('"');
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":[" + list + "]}]}";
    }

    private static void assertDenied(ThrowingCallable mount) {
        assertError(VfsError.ACCES, mount);
    }

    private static void assertError(VfsError error, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(VfsException.class, refused -> assertThat(refused.error())
                .isEqualTo(error));
    }
}
