/** Who works on the file system meanwhile: straight NFS clients, processes on a mount, and rivals for a lock. */
@NullMarked
package io.moorage.crash.client;

import org.jspecify.annotations.NullMarked;
