package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.xdr.XdrException;

/**
 * Makes a value of a reply. Runs on whichever thread reads the connection while the caller waits, so it must not block; views of
 * the message are valid only meanwhile.
 */
interface ReplyReader<R> {
    R read(Reply reply) throws XdrException, Nfs4Exception;
}
