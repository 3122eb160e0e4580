/** Connections: a platform thread each that reads, executes and answers; calls that may wait move aside. */
@NullMarked
package io.moorage.nfsserver.transport;

import org.jspecify.annotations.NullMarked;
