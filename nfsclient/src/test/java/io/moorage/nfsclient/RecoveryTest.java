package io.moorage.nfsclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.ByteRangeLocks.LockOwner;
import io.moorage.vfs.ByteRangeLocks.Range;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a server (RFC 8881 sections 8.4 and 18.3), and what must not outlive a fence. */
@Timeout(60)
final class RecoveryTest {
    private static final Range ALL = new Range(0, Long.MAX_VALUE);
    private static final LockOwner OWNER = new LockOwner(7);

    @TempDir
    Path directory;

    private LosingFileSystem losing;
    private ServerFixture server;
    private NfsFileSystem client;

    @BeforeEach
    void start() throws Exception {
        losing = new LosingFileSystem(new MemoryFileSystem(InstantSource.system(), 1));
        server = new ServerFixture(losing.fileSystem(), directory);
        client = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        losing.fileSystem().close();
    }

    @Test
    void ioWaitsForTheServerAndGoesOnThroughTheSameOpen() throws Exception {
        try (OpenFile file = create("file")) {
            server.stop();
            CompletableFuture<Stability> writing =
                    CompletableFuture.supplyAsync(() -> quietly(() -> write(file, 0, "after", Stability.FILE_SYNC)));
            assertThat(writing).isNotDone();
            server.start();
            assertThat(writing.get(30, TimeUnit.SECONDS)).isEqualTo(Stability.FILE_SYNC);
            assertThat(read(file, 0, 5)).isEqualTo("after");
        }
    }

    /** RFC 8881 section 8.4.2.1: CLAIM_PREVIOUS for the open, reclaim for the lock. */
    @Test
    void locksAreHeldThroughARestart() throws Exception {
        try (OpenFile file = create("file");
                NfsFileSystem other = server.connect()) {
            assertThat(client.lock(file, OWNER, new Range(10, 10), true)).isEmpty();
            client.unlock(file, OWNER, new Range(12, 2));
            server.stop();
            server.start();
            try (OpenFile same = other.open(Caller.ROOT, file.handle(), OpenIntent.READ_WRITE)) {
                assertThat(other.lock(same, OWNER, new Range(0, 11), true)).isPresent();
                assertThat(other.lock(same, OWNER, new Range(12, 2), true)).isEmpty();
                assertThat(other.lock(same, OWNER, new Range(14, 1), false)).isPresent();
            }
        }
    }

    /** RFC 8881 section 18.3.3: a changed verifier means that UNSTABLE data may be lost. */
    @Test
    void dataTheServerLostIsSentAgainInItsOrder() throws Exception {
        try (OpenFile file = create("file")) {
            assertThat(write(file, 0, "aaaa", Stability.UNSTABLE)).isEqualTo(Stability.UNSTABLE);
            client.push(file);
            assertThat(write(file, 2, "bbbb", Stability.UNSTABLE)).isEqualTo(Stability.UNSTABLE);
            assertThat(write(file, 3, "C", Stability.FILE_SYNC)).isEqualTo(Stability.FILE_SYNC);
            server.stop();
            losing.crash();
            server.start();
            client.commit(file);
            assertThat(read(file, 0, 6)).isEqualTo("aabCbb");
        }
    }

    @Test
    void aCommitThatMeetsALossSendsAgain() throws Exception {
        try (OpenFile file = create("file")) {
            write(file, 0, "data", Stability.UNSTABLE);
            client.push(file);
            losing.crash();
            client.commit(file);
            assertThat(read(file, 0, 4)).isEqualTo("data");
        }
    }

    /** What was written under a lock is durable before the lock goes: it is never sent again over the next holder's. */
    @Test
    void unlockingCommits() throws Exception {
        try (OpenFile file = create("file")) {
            client.lock(file, OWNER, ALL, true);
            write(file, 0, "mine", Stability.UNSTABLE);
            client.unlock(file, OWNER, ALL);
            losing.crash();
            assertThat(read(file, 0, 4)).isEqualTo("mine");
        }
    }

    @Test
    void afterAFenceNothingIsWrittenThroughWhatWasOpen() throws Exception {
        OpenFile writer = create("file");
        OpenFile locked = create("locked");
        client.lock(locked, OWNER, ALL, true);
        write(writer, 0, "before", Stability.FILE_SYNC);
        write(writer, 0, "late", Stability.UNSTABLE);
        client.push(writer);
        OpenFile reader = client.open(Caller.ROOT, writer.handle(), OpenIntent.READ);

        server.fenceAndLift();

        assertRefused(() -> write(writer, 0, "late", Stability.FILE_SYNC));
        assertRefused(() -> client.commit(writer));
        assertRefused(() -> client.lock(locked, OWNER, ALL, true));
        losing.crash();
        assertThat(read(reader, 0, 6)).isEqualTo("before");
        reader.close();
        writer.close();
        locked.close();
        try (OpenFile anew = client.open(Caller.ROOT, writer.handle(), OpenIntent.READ_WRITE)) {
            assertThat(write(anew, 0, "anew", Stability.FILE_SYNC)).isEqualTo(Stability.FILE_SYNC);
        }
    }

    /** A request on its way when the server fences the client is not carried out under the identity it gets later. */
    @Test
    void whatAFenceOvertookIsNotDoneLater() throws Exception {
        OpenFile writer = create("file");
        server.stop();
        CompletableFuture<Boolean> removing = CompletableFuture.supplyAsync(() -> {
            try {
                client.remove(Caller.ROOT, client.root(), "file");
                return true;
            } catch (VfsException refused) {
                assertThat(refused.error()).isEqualTo(VfsError.FENCED);
                return false;
            }
        });
        server.forgetClients();
        server.start();
        assertThat(removing.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(client.lookup(Caller.ROOT, client.root(), "file").handle()).isEqualTo(writer.handle());
        writer.close();
    }

    private interface Names {
        void change(NfsFileSystem relayed) throws VfsException;
    }

    /** The change is carried out, its reply is lost, and the server that is asked again knows nothing of it. */
    private void changeWithoutAReply(Names names, String appears) throws Exception {
        try (DeafRelay relay = new DeafRelay(server.config().server());
                NfsFileSystem relayed =
                        NfsFileSystem.connect(NfsClientConfig.of(relay.address(), "/", "behind the relay", 1))) {
            relay.beDeaf();
            CompletableFuture<Boolean> changing = CompletableFuture.supplyAsync(() -> quietly(() -> {
                names.change(relayed);
                return true;
            }));
            while (!exists(appears)) {
                Thread.onSpinWait();
            }
            server.stop();
            relay.cut();
            server.start();
            assertThat(changing.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private boolean exists(String name) throws VfsException {
        try {
            Entry ignored = client.lookup(Caller.ROOT, client.root(), name);
            return true;
        } catch (VfsException refused) {
            assertThat(refused.error()).isEqualTo(VfsError.NOENT);
            return false;
        }
    }

    /** nfs(5), hard: no program is told of a restart, also not by a refusal of what was done before it. */
    @Test
    void aRenameThatARestartFollowedIsNoError() throws Exception {
        create("old").close();
        changeWithoutAReply(relayed -> relayed.rename(Caller.ROOT, client.root(), "old", client.root(), "new"), "new");
        assertThat(exists("old")).isFalse();
    }

    @Test
    void aLinkThatARestartFollowedIsNoError() throws Exception {
        OpenFile file = create("one");
        changeWithoutAReply(relayed -> relayed.link(Caller.ROOT, file.handle(), client.root(), "two"), "two");
        file.close();
    }

    /** What is refused without a doubt stays refused. */
    @Test
    void aRenameOfNothingIsRefusedAfterARestartToo() throws Exception {
        create("there").close();
        server.stop();
        CompletableFuture<VfsError> renaming = CompletableFuture.supplyAsync(() -> {
            try {
                client.rename(Caller.ROOT, client.root(), "nothing", client.root(), "elsewhere");
                throw new AssertionError("renamed");
            } catch (VfsException refused) {
                return refused.error();
            }
        });
        server.start();
        assertThat(renaming.get(30, TimeUnit.SECONDS)).isEqualTo(VfsError.NOENT);
    }

    /** RFC 8881 section 18.35.4: a new incarnation of a client replaces the state of the old one. */
    @Test
    void aNewProcessOfTheSameClientReplacesTheLocksOfTheDead() throws Exception {
        try (OpenFile file = create("file")) {
            NfsClientConfig config = server.config();
            NfsFileSystem dead = NfsFileSystem.connect(config);
            OpenFile opened = dead.open(Caller.ROOT, file.handle(), OpenIntent.READ_WRITE);
            assertThat(dead.lock(opened, OWNER, ALL, true)).isEmpty();
            assertThat(client.lock(file, OWNER, ALL, true)).isPresent();
            NfsClientConfig next = new NfsClientConfig(
                    config.server(), "/", config.clientName(), 2, 4096, 4096, Optional.empty(), config.stalled());
            try (NfsFileSystem reborn = NfsFileSystem.connect(next)) {
                assertThat(reborn.root()).isEqualTo(client.root());
                assertThat(client.lock(file, OWNER, ALL, true)).isEmpty();
            }
        }
    }

    /** nfs(5): soft. */
    @Test
    void aSoftClientGivesUp() throws Exception {
        NfsClientConfig hard = server.config();
        NfsClientConfig soft = new NfsClientConfig(
                hard.server(),
                "/",
                hard.clientName(),
                1,
                4096,
                4096,
                Optional.of(Duration.ofMillis(100)),
                hard.stalled());
        try (NfsFileSystem impatient = NfsFileSystem.connect(soft)) {
            server.stop();
            assertThatThrownBy(() -> impatient.getAttributes(impatient.root()))
                    .isInstanceOfSatisfying(VfsException.class, refused -> assertThat(refused.error())
                            .isEqualTo(VfsError.IO));
        }
    }

    private OpenFile create(String name) throws VfsException {
        FileHandle handle = client.createFile(
                        Caller.ROOT, client.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
        return client.openGranted(Caller.ROOT, handle, OpenIntent.READ_WRITE);
    }

    private Stability write(OpenFile file, long offset, String text, Stability stability) throws VfsException {
        return client.write(file, offset, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), stability);
    }

    private String read(OpenFile file, long offset, int bytes) throws VfsException {
        ByteBuffer target = ByteBuffer.allocate(bytes);
        int got = client.read(file, offset, target);
        return new String(target.array(), 0, Math.max(got, 0), StandardCharsets.UTF_8);
    }

    private interface Call<R> {
        R run() throws VfsException;
    }

    private static <R> R quietly(Call<R> call) {
        try {
            return call.run();
        } catch (VfsException refused) {
            throw new AssertionError(refused);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(VfsException.class, refused -> assertThat(refused.error())
                .isEqualTo(VfsError.FENCED));
    }
}
