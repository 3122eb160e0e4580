package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.vfs.Caller;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that arrive whatever happens to connections, sessions and the server (RFC 8881 section 2.10.6): sent again on a
 * new connection under the same slot and number, which the server executes once; under a new session when the old one is gone.
 * A {@link SessionKeeper} on its own thread makes both anew.
 */
final class NfsClient implements Calls, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NfsClient.class.getName());

    /** What a call in doubt is waited with: it goes on whoever waits for it. */
    private static final Withdrawals NEVER = new Withdrawals();

    /** How long a server is waited for when the session is ended. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final NfsClientConfig config;
    private final Messages messages;
    private final Withdrawals withdrawals = new Withdrawals();
    private final SessionKeeper keeper;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock. Invariant: while {@code ready}, both are there and were good when last heard of. */
    private @Nullable RpcConnection connection;

    private @Nullable Session session;
    private boolean ready;
    private boolean closed;
    private String trouble = "";

    private volatile long lastHeard;

    /** Connects and makes the first session, within the time a connect takes; what fails is the caller's to repeat. */
    NfsClient(NfsClientConfig config, Recoverable state) throws IOException {
        this.config = config;
        this.messages = new Messages(config.clientName(), (int) config.incarnation());
        this.keeper = new SessionKeeper(config, messages, state);
        reestablish();
        lastHeard = System.nanoTime();
        thread = Thread.ofPlatform().daemon().name("nfs-keeper").start(this::keep);
    }

    @Override
    public long clientId() {
        return keeper.clientId();
    }

    Withdrawals withdrawals() {
        return withdrawals;
    }

    /** See {@link io.moorage.vfs.Withdrawable#withdraw}. */
    void withdraw(Thread thread) {
        withdrawals.add(thread);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void resume(Thread thread) {
        withdrawals.remove(thread);
    }

    /** Grows when the server has given this client a new identity. */
    long stateEpoch() {
        return keeper.stateEpoch();
    }

    Duration lease() {
        return keeper.lease();
    }

    @Override
    public <R> R call(
            Caller caller,
            boolean once,
            Supplier<List<? extends Nfs4Args>> operations,
            ByteBuffer payload,
            ReplyReader<R> reader,
            Repetition repetition)
            throws IOException {
        Pause pause = Pause.forServer();
        Progress progress = new Progress(repetition);
        long epoch = keeper.stateEpoch();
        while (true) {
            Session current = awaitReady(progress);
            if (once && keeper.givenUpSince(epoch)) {
                // Asked for before a fence: it must not happen after it, under a new identity.
                throw new VfsException(VfsError.FENCED, "the server gave this client up meanwhile");
            }
            try {
                return onSlot(current, caller, once, operations.get(), payload, reader, progress);
            } catch (SessionLostException lost) {
                repetition.sessionLost();
                sessionLost(current);
            } catch (Nfs4Exception refused) {
                if (refused.status() != Nfs4Status.DELAY && refused.status() != Nfs4Status.GRACE) {
                    throw refused;
                }
                progress.inDoubt = false;
                pause.take();
            }
        }
    }

    /** How far a call has come. */
    private static final class Progress {
        /** Sent, and nothing heard of it: it may be carried out, so it must be seen to its end. */
        private boolean inDoubt;

        private final Repetition repetition;

        private Progress(Repetition repetition) {
            this.repetition = repetition;
        }
    }

    private <R> R onSlot(
            Session current,
            Caller caller,
            boolean once,
            List<? extends Nfs4Args> operations,
            ByteBuffer payload,
            ReplyReader<R> reader,
            Progress progress)
            throws IOException, SessionLostException {
        int slot = acquire(current.slots(), progress);
        try {
            while (true) {
                RpcConnection way = awaitConnection(current, progress);
                SEQUENCE4.Args sequence = new SEQUENCE4.Args(
                        current.id(),
                        current.slots().sequence(slot),
                        slot,
                        current.slots().highest(),
                        once);
                Exchange<R> exchange = new Exchange<>(messages.nextXid(), true, reader);
                ByteBuffer message = messages.compound(exchange.xid(), caller, sequence, operations);
                progress.inDoubt = true;
                try {
                    way.exchange(exchange, message, payload);
                } catch (IOException failed) {
                    progress.repetition.unanswered();
                    connectionLost(way, failed);
                    continue;
                } finally {
                    messages.give(message);
                }
                lastHeard = System.nanoTime();
                if (accepted(current.slots(), slot, exchange.sequenceStatus())) {
                    progress.repetition.answered();
                    return value(exchange);
                }
            }
        } finally {
            current.slots().release(slot);
        }
    }

    /** Whether the request was executed with a reply; false when it is to be sent again. */
    private static boolean accepted(Slots slots, int slot, Nfs4Status status) throws SessionLostException {
        switch (status) {
            case OK -> {
                slots.advance(slot);
                return true;
            }
            case DELAY -> {
                Pause.forServer().take();
                return false;
            }
            case RETRY_UNCACHED_REP -> {
                // Executed, and the reply is lost: only what may be executed twice is sent without asking for the
                // cache.
                slots.advance(slot);
                return false;
            }
            default -> throw new SessionLostException();
        }
    }

    private static <R> R value(Exchange<R> exchange) throws IOException {
        try {
            return exchange.value();
        } catch (XdrException garbage) {
            throw new VfsException(VfsError.IO, "the server's reply makes no sense: " + garbage.getMessage());
        }
    }

    private int acquire(Slots slots, Progress progress) throws SessionLostException, VfsException {
        try {
            int slot = slots.acquire(progress.inDoubt ? NEVER : withdrawals);
            if (slot < 0) {
                throw new SessionLostException();
            }
            return slot;
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    private Session awaitReady(Progress progress) throws VfsException {
        lock.lock();
        try {
            await(() -> ready && session != null, progress);
            return Objects.requireNonNull(session);
        } finally {
            lock.unlock();
        }
    }

    private RpcConnection awaitConnection(Session wanted, Progress progress) throws VfsException, SessionLostException {
        lock.lock();
        try {
            await(() -> session != wanted || (ready && connection != null), progress);
            if (session != wanted) {
                throw new SessionLostException();
            }
            return Objects.requireNonNull(connection);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the keeper, for ever or as long as a soft mount or the call's caller does. The lock is held. */
    private void await(BooleanSupplier met, Progress progress) throws VfsException {
        long began = System.nanoTime();
        long bound = config.giveUpAfter().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        while (!met.getAsBoolean()) {
            if (closed) {
                throw new VfsException(VfsError.FENCED, "unmounted");
            }
            if (!progress.inDoubt) {
                withdrawals.check();
            }
            if (System.nanoTime() - began > bound) {
                throw new VfsException(VfsError.IO, "gave up waiting for " + config.server() + ": " + trouble);
            }
            try {
                boolean ignored = changed.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                throw interrupted();
            }
        }
    }

    private static VfsException interrupted() {
        Thread.currentThread().interrupt();
        return new VfsException(VfsError.IO, "interrupted");
    }

    private void connectionLost(RpcConnection lost, IOException reason) {
        lost.close();
        lock.lock();
        try {
            if (connection == lost) {
                connection = null;
                ready = false;
                trouble = String.valueOf(reason.getMessage());
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sessionLost(Session lost) {
        lost.slots().kill();
        lock.lock();
        try {
            if (session == lost) {
                session = null;
                ready = false;
                trouble = "the session is lost";
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep() {
        Pause pause = reconnectPause();
        boolean told = false;
        boolean tried = false;
        long heard = lastHeard;
        while (awaitWork(pause, tried)) {
            if (lastHeard != heard) {
                pause = reconnectPause();
            }
            // A server that accepts and hangs up at once, as one that fenced us does, is not asked without pause.
            heard = lastHeard;
            tried = true;
            try {
                reestablish();
                if (told) {
                    LOG.log(System.Logger.Level.INFO, "NFS server {0} is back", config.server());
                }
                told = false;
            } catch (IOException failed) {
                trouble = String.valueOf(failed.getMessage());
                if (!told) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "NFS server {0} does not answer ({1}); I/O waits for it",
                            config.server(),
                            failed);
                }
                told = true;
            }
        }
    }

    private static Pause reconnectPause() {
        return new Pause(20, 1000);
    }

    /** Waits until there is something to make anew, renewing the lease meanwhile; false when closed. */
    private boolean awaitWork(Pause pause, boolean triedBefore) {
        lock.lock();
        try {
            long pauseNanos = triedBefore ? pause.next() : 0;
            while (pauseNanos > 0 && !closed) {
                pauseNanos = changed.awaitNanos(pauseNanos);
            }
            while (!closed && ready) {
                boolean ignored = changed.await(1, TimeUnit.SECONDS);
                lookAfter();
            }
            return !closed;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Once a second: a stalled connection is given up; a silent client renews its lease (RFC 8881 section 8.3). */
    private void lookAfter() {
        RpcConnection way = connection;
        Session current = session;
        if (!ready || way == null || current == null) {
            return;
        }
        long now = System.nanoTime();
        long waiting = now - way.oldestSentAt(now);
        if (waiting > config.stalled().toNanos()) {
            connectionLost(way, new IOException("no reply for " + TimeUnit.NANOSECONDS.toSeconds(waiting) + " s"));
        } else if (now - lastHeard > keeper.lease().toNanos() / 3 && waiting == 0) {
            lastHeard = now;
            Thread.ofPlatform().daemon().name("nfs-renew").start(this::renew);
        }
    }

    private void renew() {
        try {
            Boolean ignored = call(Caller.ROOT, false, List::of, NOTHING, reply -> true);
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.DEBUG, "the lease was not renewed", failed);
        }
    }

    private void reestablish() throws IOException {
        RpcConnection way;
        Session current;
        lock.lock();
        try {
            way = connection;
            current = session;
        } finally {
            lock.unlock();
        }
        if (way == null || way.isBroken()) {
            way = keeper.connect();
        }
        StallGuard guard = new StallGuard(way, config.stalled());
        try {
            current = sessionOver(way, current);
        } catch (IOException | RuntimeException failed) {
            connectionLost(way, new IOException("no session", failed));
            throw failed;
        } finally {
            guard.end();
        }
        lock.lock();
        try {
            connection = way;
            session = current;
            ready = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The session there is if it lives on, else a new one. A connection without an answer is none: nobody is let onto it. */
    private Session sessionOver(RpcConnection way, @Nullable Session present) throws IOException {
        if (present != null) {
            if (keeper.bind(way, present)) {
                return present;
            }
            sessionLost(present);
        }
        return keeper.establish(way);
    }

    /** Ends the session and the client id when the server answers soon. */
    @Override
    public void close() {
        RpcConnection way;
        Session current;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            way = ready ? connection : null;
            current = session;
            ready = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (way != null && current != null) {
            current.slots().kill();
            StallGuard guard = new StallGuard(way, FAREWELL);
            keeper.destroy(way, current);
            guard.end();
            way.close();
        }
        thread.interrupt();
    }
}
