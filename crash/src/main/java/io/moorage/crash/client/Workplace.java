package io.moorage.crash.client;

import io.moorage.vfs.Stability;
import java.io.IOException;

/**
 * One worker's directory, by whichever way it is reached. Paths are relative to it. A call that returns was acknowledged by the
 * server. One worker's.
 */
interface Workplace extends AutoCloseable {
    /** @param exclusive the server recognises a repetition of the call (RFC 8881 section 18.16.3 EXCLUSIVE4_1) */
    void createFile(String path, int mode, boolean exclusive) throws IOException;

    void makeDirectory(String path, int mode) throws IOException;

    void makeSymlink(String path, String target) throws IOException;

    void link(String existing, String path) throws IOException;

    void rename(String from, String to) throws IOException;

    /** Of any kind; a directory must be empty. */
    void remove(String path) throws IOException;

    void setMode(String path, int mode) throws IOException;

    void setModifyTime(String path, long seconds) throws IOException;

    /** For reading and writing; open until it is closed, whatever happens to the server. */
    OpenWork open(String path) throws IOException;

    /** A file held open. */
    interface OpenWork extends AutoCloseable {
        void write(long offset, byte[] data, Stability stability) throws IOException;

        void commit() throws IOException;

        void setSize(long bytes) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** True when a call was refused as its own repetition would be. */
    boolean looksRepeated(IOException refusal);

    @Override
    void close() throws IOException;
}
