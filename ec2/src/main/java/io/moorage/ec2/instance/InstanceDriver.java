package io.moorage.ec2.instance;

import io.moorage.base.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes and breaks the machines that instances are.
 *
 * <p>Calls about one instance come one at a time; calls about different instances come together. Each returns within a
 * bounded time or throws {@link MachineException}; each may be repeated after it failed or after a crash, and then does
 * what is still to be done.
 */
public interface InstanceDriver extends AutoCloseable {
    /** Every machine there is, running or not, as last heard: cheap, and never older than the last notice given. */
    Collection<Machine> machines();

    /** Calls {@code changed} at once when any machine was made, started, died or was removed; spurious calls are fine. */
    void watch(Runnable changed);

    /**
     * Makes the machine if it is not there, starts it if it does not run, and returns when its first process exists and
     * waits for {@code eth0}, which the caller will plug into the network namespace of {@link Machine#pid}.
     */
    Machine start(MachineSpec spec);

    /** Asks the machine to shut down, cuts its power when {@code grace} is over, and returns when it stands still. */
    void stop(String instanceId, Duration grace);

    /** Cuts the machine's power if it runs and removes it with its disks. Nothing happens when it is not there. */
    void remove(String instanceId);

    /** What the machine wrote to its console, the newest 64 KiB; empty when there is no machine. */
    String console(String instanceId);

    /**
     * Runs a command as root with a terminal on a machine that runs.
     *
     * @throws MachineException when it does not run, or the command cannot be started
     */
    Execution execute(String instanceId, List<String> command, Execution.Output output);

    /** What a machine has used since it was started; empty when it does not run, or nobody counts. */
    Optional<Usage> usage(String instanceId);

    @Override
    void close();

    /**
     * What a machine has used since it was started.
     *
     * @param cpuNanos of processor time, of all its processors together
     */
    record Usage(long cpuNanos, Traffic received, Traffic sent) {}

    /** What went over a machine's network interface in one direction. */
    record Traffic(long bytes, long packets) {
        /** What went between this count and a later one; the interface may have been plugged in anew meanwhile. */
        public Traffic until(Traffic later) {
            return later.bytes < bytes || later.packets < packets
                    ? later
                    : new Traffic(later.bytes - bytes, later.packets - packets);
        }
    }

    /**
     * What a machine is to be.
     *
     * @param dockerImage see {@link io.moorage.model.ec2.Image#dockerImage}
     * @param hostname such as {@code ip-172-31-16-5}
     * @param vcpus a weight among machines, see {@link io.moorage.model.ec2.InstanceType#vcpus}
     * @param bootCount which boot of the instance this is, from 1
     */
    record MachineSpec(
            String instanceId, String dockerImage, String hostname, int vcpus, int memoryMib, int bootCount) {}

    /**
     * What a machine was last seen to be.
     *
     * @param pid of its first process, as the host sees it; 0 when it does not run
     * @param exitCode of its first process when it does not run but did: 0 after an orderly shutdown,
     *     {@link #REBOOT} when it asked to be started again
     * @param ended when its first process ended, as far as the driver knows
     */
    record Machine(String instanceId, int pid, OptionalInt exitCode, Optional<Instant> ended) {
        /** The kernel ends the first process of a container that reboots itself with SIGHUP (reboot(2)). */
        public static final int REBOOT = 128 + 1;

        /** One that never ended, running or not. */
        public Machine(String instanceId, int pid) {
            this(instanceId, pid, OptionalInt.empty(), Optional.empty());
        }

        public boolean running() {
            return pid > 0;
        }
    }

    /** A machine could not be made, started or stopped; the message says why to the user. */
    final class MachineException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public MachineException(String message) {
            super(message);
        }

        public MachineException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
