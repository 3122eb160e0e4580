package io.moorage.nfsserver;

/** What becomes of an OPEN that wants to keep others out (RFC 7530 section 9.9). */
public enum ShareDeny {
    /** NFS4ERR_NOTSUPP, as EFS answers. */
    REFUSED,
    /** As the RFC has it: for clients that need it, and for test suites. */
    ENFORCED
}
