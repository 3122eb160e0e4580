/** Loops that make what was written true, and write what they found. */
@NullMarked
package io.moorage.efs.loop;

import org.jspecify.annotations.NullMarked;
