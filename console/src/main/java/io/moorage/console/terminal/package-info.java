/** A shell in a container, in the browser. */
@NullMarked
package io.moorage.console.terminal;

import org.jspecify.annotations.NullMarked;
