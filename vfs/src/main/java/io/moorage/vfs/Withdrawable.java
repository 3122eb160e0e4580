package io.moorage.vfs;

/**
 * A file system whose calls may wait for ever, and that can be told that nobody waits for one any more.
 *
 * <p>A withdrawn call that did not reach the server yet ends with INTR and never will. One that may have reached it goes on
 * until that is known, on its thread, and leaves nothing behind that its caller would have had to give back: a lock granted
 * too late is given back here; an open is returned, to be closed.
 */
public interface Withdrawable {
    /** The call that {@code thread} makes, and those it makes until {@link #resume}, are awaited by nobody. */
    void withdraw(Thread thread);

    /** The thread's next calls are awaited again. */
    void resume(Thread thread);
}
