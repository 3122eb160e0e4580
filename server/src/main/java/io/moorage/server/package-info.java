/** The Moorage server: one Main that wires every service. */
@NullMarked
package io.moorage.server;

import org.jspecify.annotations.NullMarked;
