package io.moorage.bench.nfs;

import java.io.IOException;

/** What keeps one place of a connection's depth busy: request after request, each after the reply to the one before. */
interface Stream {
    /** Adds the next request's operations; false when there is nothing left to do. */
    boolean next(Request request) throws IOException;

    /** Takes the reply; returns how many units of work it completed. */
    long done(Reply reply) throws IOException;

    /** True where it may be stopped without leaving something open. */
    default boolean atRest() {
        return true;
    }
}
