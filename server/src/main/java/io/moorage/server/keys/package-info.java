/** Secrets of this installation, made once and kept in its home. */
@NullMarked
package io.moorage.server.keys;

import org.jspecify.annotations.NullMarked;
