package io.moorage.nfsserver.state;

/** Who may speak for a client id: with AUTH_SYS, the user that announced it (RFC 7530 section 9.1.2). */
public record Principal(int flavor, int uid) {}
