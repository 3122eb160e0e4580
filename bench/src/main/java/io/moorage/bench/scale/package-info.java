/** How ECS's scheduler and control plane bear many instances and tasks. */
@NullMarked
package io.moorage.bench.scale;

import org.jspecify.annotations.NullMarked;
