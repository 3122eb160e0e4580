package io.moorage.mounthelper;

import java.io.PrintStream;

/** Tells the script that waits on standard output how the mount went: a status, then a message. Said once. */
final class Verdict {
    private final String name;
    private final PrintStream out;

    /** Guarded by this. */
    private boolean said;

    Verdict(String name, PrintStream out) {
        this.name = name;
        this.out = out;
    }

    synchronized void say(int status, String message) {
        if (!said) {
            said = true;
            out.println(status);
            if (!message.isEmpty()) {
                out.println(name + ": " + message);
            }
            out.close();
        }
    }
}
