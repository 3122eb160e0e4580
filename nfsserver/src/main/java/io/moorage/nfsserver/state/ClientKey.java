package io.moorage.nfsserver.state;

import io.moorage.nfswire.xdr.Opaque;

/** A client's name for itself, the same over its restarts and the server's: nfs_client_id4.id or co_ownerid. */
public record ClientKey(int minorVersion, Opaque owner) {}
