/** Who a connection is and what it may do: client certificates, access points, file system and identity policies. */
@NullMarked
package io.moorage.fileserver.access;

import org.jspecify.annotations.NullMarked;
