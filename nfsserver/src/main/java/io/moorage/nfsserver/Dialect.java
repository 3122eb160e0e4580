package io.moorage.nfsserver;

/** Whether to offer more of NFSv4 than EFS does (EFS user guide, "Unsupported NFSv4 features"). */
public enum Dialect {
    /** OPEN with a deny mode is NFS4ERR_NOTSUPP, and devices are not made. */
    EFS,
    /** Deny modes and devices work as RFC 7530 has them: for clients that need them, and for test suites. */
    RFC
}
