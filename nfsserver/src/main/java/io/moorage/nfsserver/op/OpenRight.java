package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.SharedOpenFile;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Whose open it is: a stateid is no key to a file for another user than the one who opened it (RFC 7530 section 9.1.4.3). */
final class OpenRight {
    private OpenRight() {}

    /**
     * Gives the opened file back when it refuses.
     *
     * @param bit READ or MODIFY of {@link io.moorage.vfs.Access}
     */
    static void check(VirtualFileSystem files, SharedOpenFile opened, int bit, Compound compound) throws IOException {
        if (opened.uid() == compound.caller().uid() || compound.caller().isRoot()) {
            return;
        }
        try {
            if (files.access(compound.caller(), compound.current(), bit) != bit) {
                throw new Nfs4Exception(Nfs4Status.ACCESS);
            }
        } catch (IOException e) {
            opened.release();
            throw e;
        }
    }
}
