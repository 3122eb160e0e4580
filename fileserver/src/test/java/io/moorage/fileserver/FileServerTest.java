package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileServerClient;
import io.moorage.fileserver.control.Response;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.posix.Namespaces;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A controlled file server in this process, with real sockets and real NFS clients. */
class FileServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path home;
    private final Path socket;
    private final FileServerClient client;
    private FileServer server;
    private ControlServer control;

    FileServerTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.socket = home.resolve("control.sock");
        this.client = new FileServerClient(socket, PATIENCE);
        this.server = InProcess.fileServer(home, Duration.ofSeconds(5));
        this.control = new ControlServer(socket, server, Instant.EPOCH, () -> {});
    }

    @BeforeEach
    void makeDirectories() throws IOException {
        Files.createDirectory(home.resolve("one"));
        Files.createDirectory(home.resolve("two"));
    }

    @AfterEach
    void stop() throws IOException {
        control.close();
        server.close();
    }

    @Test
    void eachExportServesItsOwnFileSystemAndNoOther() throws Exception {
        Response.Declared declared = client.declare(List.of(export("one"), export("two")));
        assertThat(declared.failing()).isEmpty();
        try (NfsFileSystem one = NfsMounts.soft(port(declared, "one"), "a");
                NfsFileSystem two = NfsMounts.soft(port(declared, "two"), "b")) {
            FileHandle file = create(one, "only-in-one");
            assertThat(home.resolve("one/only-in-one")).exists();
            assertThat(home.resolve("two/only-in-one")).doesNotExist();
            assertThatThrownBy(() -> two.lookup(Caller.ROOT, two.root(), "only-in-one"))
                    .isInstanceOf(VfsException.class);
            assertThatThrownBy(() -> two.getAttributes(file)).isInstanceOf(VfsException.class);
        }
    }

    @Test
    void whatIsNoLongerDeclaredIsNoLongerServed() throws Exception {
        Response.Declared declared = client.declare(List.of(export("one"), export("two")));
        int port = port(declared, "one");
        Response.Declared again = client.declare(List.of(export("two")));
        assertThat(again.serving()).containsExactlyEntriesOf(Map.of("fsmt-two", port(declared, "two")));
        assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
        connect(port(declared, "two"));
    }

    @Test
    void declaringTheSameAgainDisturbsNobody() throws Exception {
        Response.Declared declared = client.declare(List.of(export("one")));
        try (NfsFileSystem one = NfsMounts.soft(port(declared, "one"), "a")) {
            create(one, "file");
            assertThat(client.declare(List.of(export("one"))).serving()).isEqualTo(declared.serving());
            create(one, "file2");
        }
    }

    @Test
    void whatCannotBeServedIsToldAndFollowsLater() throws Exception {
        Response.Declared declared = client.declare(List.of(export("one"), export("late")));
        assertThat(declared.serving()).containsOnlyKeys("fsmt-one");
        assertThat(declared.failing()).containsOnlyKeys("fsmt-late");
        Files.createDirectory(home.resolve("late"));
        server.reconcile();
        assertThat(client.declare(List.of(export("one"), export("late"))).serving())
                .containsOnlyKeys("fsmt-one", "fsmt-late");
    }

    @Test
    void aMissingNamespaceIsToldByName() throws Exception {
        Export export = new Export(
                "fsmt-1",
                "no-such-netns",
                "10.0.0.1",
                2049,
                "fs-one",
                home.resolve("one").toString());
        assertThat(client.declare(List.of(export)).failing())
                .containsEntry("fsmt-1", "there is no network namespace no-such-netns");
    }

    @Test
    void aFencedAddressIsRefusedUntilItsFenceIsLifted() throws Exception {
        int port = port(client.declare(List.of(export("one"))), "one");
        try (NfsFileSystem one = NfsMounts.soft(port, "a")) {
            create(one, "before");
            assertThat(client.clients()).hasSize(1);
            List<Response.Fenced.CutOff> cutOff = client.fence(order(1, false));
            assertThat(cutOff).singleElement().satisfies(each -> {
                assertThat(each.fileSystemId()).isEqualTo("fs-one");
                assertThat(each.address()).isEqualTo("127.0.0.1");
            });
            assertThat(client.fence(order(1, false)))
                    .as("asked again it tells the same")
                    .isEqualTo(cutOff);
            assertThat(client.clients()).isEmpty();
            assertThat(refused(port)).isTrue();
            client.fence(order(1, true));
        }
        try (NfsFileSystem one = NfsMounts.soft(port, "b")) {
            create(one, "after");
        }
    }

    @Test
    void theSameAddressInAnotherVpcIsServed() throws Exception {
        int port = port(client.declare(List.of(export("one"))), "one");
        client.fence(new FenceOrder("i-1", 1, "another-vpc", Set.of("127.0.0.1"), false));
        try (NfsFileSystem one = NfsMounts.soft(port, "a")) {
            create(one, "served");
        }
    }

    /** A file system may change its VPC (EFS user guide, "Managing mount targets"); the fences there await it. */
    @Test
    void aMountTargetInAnotherVpcRefusesWhoIsShutOutThere() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may make network namespaces");
        String vpc = "moorage-test-" + ProcessHandle.current().pid();
        run("ip", "netns", "add", vpc);
        try {
            run("ip", "-n", vpc, "link", "set", "lo", "up");
            client.fence(new FenceOrder("i-1", 1, vpc, Set.of("127.0.0.1"), false));
            client.declare(List.of(export("one")));
            Export there = new Export(
                    "fsmt-there",
                    vpc,
                    "127.0.0.1",
                    0,
                    "fs-one",
                    home.resolve("one").toString());
            int port = port(client.declare(List.of(there)), "there");
            assertThat(Namespaces.in(Namespaces.named(vpc), () -> refused(port)))
                    .isTrue();
        } finally {
            run("ip", "netns", "del", vpc);
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    /** RFC 8881 section 8.4.2.1: who lost its state must be forgotten on stable storage; where that fails the fence is not confirmed. */
    @ParameterizedTest
    @CsvSource({"one, two", "two, one"})
    void aFileSystemThatCannotFenceLeavesNoWayIntoAnother(String broken, String other) throws Exception {
        Response.Declared declared = client.declare(List.of(export("one"), export("two")));
        int port = port(declared, broken);
        try (NfsFileSystem files = NfsMounts.soft(port, "a")) {
            FileHandle file = create(files, "file");
            OpenFile open = files.open(Caller.ROOT, file, OpenIntent.WRITE);
            breakRecord("fs-" + broken);
            assertThatThrownBy(() -> client.fence(order(1, false)))
                    .isInstanceOf(FileServerClient.RefusedException.class);
            assertThat(refused(port)).isTrue();
            assertThat(refused(port(declared, other))).isTrue();
            client.fence(order(1, true));
            connects(port);
            connects(port(declared, other));
            assertThat(open.handle()).isEqualTo(file);
        }
    }

    /** So that it cannot be removed. */
    private void breakRecord(String fileSystem) throws IOException {
        try (DirectoryStream<Path> records =
                Files.newDirectoryStream(home.resolve("state/recovery").resolve(fileSystem), "client-*")) {
            for (Path record : records) {
                Files.delete(record);
                Files.createDirectories(record.resolve("in-the-way"));
            }
        }
    }

    private static void connects(int port) throws IOException {
        try (NfsFileSystem files = NfsMounts.soft(port, "b")) {
            assertThat(files.root()).isNotNull();
        }
    }

    /** A file server started later knows the fences before it serves. */
    @Test
    void exportsAndFencesAreThereAgainAfterARestart() throws Exception {
        Export fixed = new Export(
                "fsmt-one",
                null,
                "127.0.0.1",
                freePort(),
                "fs-one",
                home.resolve("one").toString());
        client.declare(List.of(fixed));
        client.fence(order(3, false));
        control.close();
        server.close();
        server = InProcess.fileServer(home, Duration.ofSeconds(5));
        server.resume();
        control = new ControlServer(socket, server, Instant.EPOCH, () -> {});
        assertThat(refused(fixed.port())).isTrue();
        client.fence(order(2, true));
        assertThat(refused(fixed.port())).isTrue();
        client.fence(order(3, true));
        try (NfsFileSystem one = NfsMounts.soft(fixed.port(), "b")) {
            create(one, "after");
        }
    }

    @Test
    void usageIsMetered() throws Exception {
        client.declare(List.of(export("one")));
        Files.write(home.resolve("one/file"), new byte[100_000]);
        try (NfsFileSystem one = NfsMounts.soft(port(client.declare(List.of(export("one"))), "one"), "a")) {
            create(one, "empty");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.usage().fileSystems())
                            .hasEntrySatisfying("fs-one", metered -> assertThat(metered.standardBytes())
                                    .isEqualTo((6 + 6 + 2 + 100) * 1024L)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "null",
                "[]",
                "{}",
                "{\"request\":\"format\"}",
                "{\"request\":\"declare\"}",
                "{\"request\":\"declare\",\"exports\":[null]}",
                "{\"request\":\"declare\",\"exports\":[{}]}",
                "{\"request\":\"declare\",\"exports\":[{\"mountTargetId\":\"m\",\"address\":\"a\",\"port\":70000,"
                        + "\"fileSystemId\":\"f\",\"directory\":\"/\"}]}",
                "{\"request\":\"declare\",\"exports\":[{\"mountTargetId\":\"m\",\"address\":\"127.0.0.1\",\"port\":0,"
                        + "\"fileSystemId\":\"../etc\",\"directory\":\"/\"}]}",
                "{\"request\":\"fence\"}",
                "{\"request\":\"fence\",\"order\":{\"instanceId\":\"i-1\",\"epoch\":0,\"addresses\":[],\"lifted\":true}}",
                "{\"request\":\"fence\",\"order\":{\"instanceId\":\"i-1\",\"epoch\":1,\"addresses\":[\"a.name\"],"
                        + "\"lifted\":false}}",
            })
    void badRequestsAreRefusedAndTheConnectionGoesOn(String line) throws Exception {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            assertThat(exchange(channel, line)).startsWith("{\"response\":\"failed\",\"message\":\"");
            assertThat(exchange(channel, "{\"request\":\"ping\"}")).startsWith("{\"response\":\"pong\"");
        }
        assertThat(client.declare(List.of()).serving()).isEmpty();
    }

    @Test
    void aSecondServerOnTheSameStateIsRefused() {
        assertThatThrownBy(() -> new StateDirectory(home.resolve("state")))
                .isInstanceOfAny(IOException.class, OverlappingFileLockException.class);
    }

    private static String exchange(SocketChannel channel, String line) throws IOException {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        InputStream in = Channels.newInputStream(channel);
        StringBuilder answer = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            answer.append((char) b);
        }
        return answer.toString();
    }

    private Export export(String name) {
        return new Export(
                "fsmt-" + name,
                null,
                "127.0.0.1",
                0,
                "fs-" + name,
                home.resolve(name).toString());
    }

    private static FenceOrder order(long epoch, boolean lifted) {
        return new FenceOrder("i-1", epoch, null, Set.of("127.0.0.1"), lifted);
    }

    private static int port(Response.Declared declared, String name) {
        Integer port = declared.serving().get("fsmt-" + name);
        assertThat(port).isNotNull();
        return port == null ? 0 : port;
    }

    private static FileHandle create(NfsFileSystem fs, String name) throws VfsException {
        return fs.createFile(Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
    }

    /** True when connections are closed without a word. */
    private static boolean refused(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static void connect(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
