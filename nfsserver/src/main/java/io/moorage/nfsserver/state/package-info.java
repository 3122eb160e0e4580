/** What clients hold at one file system: client ids, sessions, opens, locks, leases, grace. Nothing else changes it. */
@NullMarked
package io.moorage.nfsserver.state;

import org.jspecify.annotations.NullMarked;
