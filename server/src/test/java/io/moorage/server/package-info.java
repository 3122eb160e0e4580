/** The whole server, asked over HTTP. */
@NullMarked
package io.moorage.server;

import org.jspecify.annotations.NullMarked;
