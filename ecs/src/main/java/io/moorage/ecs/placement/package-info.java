/** Where a task can go: filters that explain a no, and strategies that choose among the rest. Pure functions. */
@NullMarked
package io.moorage.ecs.placement;

import org.jspecify.annotations.NullMarked;
