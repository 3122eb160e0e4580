/** The moorage command. */
@NullMarked
package io.moorage.cli;

import org.jspecify.annotations.NullMarked;
