/** Processes beside the server that outlive it. */
@NullMarked
package io.moorage.server.process;

import org.jspecify.annotations.NullMarked;
