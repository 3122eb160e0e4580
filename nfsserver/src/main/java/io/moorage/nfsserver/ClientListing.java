package io.moorage.nfsserver;

import java.net.InetAddress;

/**
 * One client as an administrator sees it.
 *
 * @param address where it announced itself from
 * @param owner the name it gave itself, unprintable bytes escaped
 * @param locks locked ranges
 */
public record ClientListing(InetAddress address, long clientId, String owner, int minorVersion, int opens, int locks) {}
