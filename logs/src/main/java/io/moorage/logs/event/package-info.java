/** Events on disk, and reading them in order. */
@NullMarked
package io.moorage.logs.event;

import org.jspecify.annotations.NullMarked;
