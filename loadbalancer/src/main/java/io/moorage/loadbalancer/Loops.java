package io.moorage.loadbalancer;

import io.moorage.posix.Namespaces;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Event loops, some for each network namespace. Called by one thread at a time. */
final class Loops implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Loops.class.getName());

    private final int threads;
    private final Map<Namespace, EventLoopGroup> groups = new HashMap<>();

    /** @param threads of each namespace */
    Loops(int threads) {
        this.threads = threads;
    }

    /**
     * A network namespace.
     *
     * @param name as {@code ip netns} knows it; empty for the process's own
     * @param inode tells one from another that had the same name before
     */
    record Namespace(String name, long inode) {}

    /** @throws IOException when there is no such namespace, or none that could be entered */
    Namespace find(@Nullable String name) throws IOException {
        if (name == null) {
            return new Namespace("", 0);
        }
        Path path = Namespaces.named(name);
        Namespace found = new Namespace(name, (Long) Files.getAttribute(path, "unix:ino"));
        if (!groups.containsKey(found)) {
            requireEnterable(path);
        }
        return found;
    }

    /** A name that {@code ip} has only begun to give is a file, but no namespace. */
    private static void requireEnterable(Path path) throws IOException {
        try {
            boolean ignored = Namespaces.in(path, () -> true);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot enter " + path, e);
        }
    }

    EventLoopGroup of(Namespace namespace) {
        return groups.computeIfAbsent(namespace, this::start);
    }

    private EventLoopGroup start(Namespace namespace) {
        ThreadFactory inside = work -> Thread.ofPlatform()
                .daemon()
                .name("balance " + namespace.name())
                .unstarted(
                        namespace.name().isEmpty()
                                ? work
                                : Namespaces.staying(Namespaces.named(namespace.name()), work));
        return new MultiThreadIoEventLoopGroup(threads, inside, EpollIoHandler.newFactory());
    }

    /** The threads of any other end: they would keep a namespace alive that nobody knows any more. */
    void keepOnly(Set<Namespace> wanted) {
        for (Namespace each : List.copyOf(groups.keySet())) {
            EventLoopGroup group = groups.get(each);
            if (group != null && !wanted.contains(each)) {
                groups.remove(each);
                var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
            }
        }
    }

    @Override
    public void close() {
        for (EventLoopGroup group : groups.values()) {
            boolean ended = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
            if (!ended) {
                LOG.log(Level.WARNING, "threads of load balancers have not ended within 3 s");
            }
        }
        groups.clear();
    }
}
