package io.moorage.nfswire.nfs4;

/** Bounds of RFC 7531 and RFC 5662, and those this implementation sets itself. */
public final class Nfs4Limits {
    public static final int FILEHANDLE = 128;
    public static final int OPAQUE = 1024;
    public static final int SESSION_ID = 16;

    /** One component's or link's bytes that are looked at at all; what is too long gets NFS4ERR_NAMETOOLONG. */
    public static final int TEXT = 64 << 10;

    /** The largest READ or WRITE payload. */
    public static final int IO = 1 << 20;

    /** The largest RPC record: a payload with all that may stand around it. */
    public static final int RECORD = IO + (64 << 10);

    private Nfs4Limits() {}
}
