/** Applies decisions to the store: one cycle, driven by changes and the clock. */
@NullMarked
package io.moorage.ecs.loop;

import org.jspecify.annotations.NullMarked;
