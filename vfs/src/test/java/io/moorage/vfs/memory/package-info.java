/** The twin meets its contract. */
@NullMarked
package io.moorage.vfs.memory;

import org.jspecify.annotations.NullMarked;
