package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import java.io.IOException;

/** One NFSv4 operation. Stateless; used by many threads. */
interface Operation<A extends Nfs4Args> {
    /**
     * @throws io.moorage.nfswire.nfs4.Nfs4Exception a refusal with its status
     * @throws io.moorage.vfs.VfsException a refusal by the file system
     */
    Nfs4Result execute(A args, Compound compound) throws IOException;
}
