/** What should happen next: pure functions of a view and a time, applied by the loops. */
@NullMarked
package io.moorage.ecs.decide;

import org.jspecify.annotations.NullMarked;
