package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.vfs.DirectoryChange;

/** change_info4 of a directory's change. */
final class Changes {
    private Changes() {}

    static ChangeInfo4 of(DirectoryChange change) {
        return new ChangeInfo4(change.atomic(), change.before(), change.after());
    }
}
