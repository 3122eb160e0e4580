package io.moorage.mounthelper;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * Tells the script that waits on standard output how the mount went: a status, then a message. Said once.
 *
 * <p>A script that was ended (Ctrl-C, timeout(1)) waits no more, and a mount that nobody waits for must not come about: the next
 * mount(8) would find it in its place.
 */
final class Verdict {
    private final String name;
    private final PrintStream out;
    private final BooleanSupplier read;

    /** Guarded by this. */
    private boolean said;

    /** @param read whether somebody still reads {@code out} */
    Verdict(String name, PrintStream out, BooleanSupplier read) {
        this.name = name;
        this.out = out;
        this.read = read;
    }

    /** The same for a command of another name. */
    Verdict named(String other) {
        return new Verdict(other, out, read);
    }

    /** @return whether this, or what was said before it, reached the script */
    synchronized boolean say(int status, String message) {
        if (!said) {
            said = true;
            out.println(status);
            if (!message.isEmpty()) {
                out.println(name + ": " + message);
            }
            boolean lost = out.checkError();
            out.close();
            return !lost;
        }
        return true;
    }

    /** @throws MountFailure if the script went away before it was told anything */
    synchronized void requireAwaited() throws MountFailure {
        if (!said && !read.getAsBoolean()) {
            throw MountFailure.failed("mount was interrupted");
        }
    }
}
