/** NFSv4's shared types: statuses, attributes, stateids, compounds (RFC 7531, RFC 5662). */
@NullMarked
package io.moorage.nfswire.nfs4;

import org.jspecify.annotations.NullMarked;
