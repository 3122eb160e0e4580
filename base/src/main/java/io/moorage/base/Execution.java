package io.moorage.base;

/** A command that runs in a container. */
public interface Execution extends AutoCloseable {
    /** Told what it writes; with a terminal, all of it as output. May take its time: the command waits. */
    interface Output {
        void output(byte[] bytes);

        void error(byte[] bytes);

        /** It ended; called once, last. */
        void ended(int exitCode);
    }

    void write(byte[] bytes);

    /** Nothing more comes. */
    void endInput();

    void resize(int rows, int columns);

    /** Lets go of it. */
    @Override
    void close();
}
