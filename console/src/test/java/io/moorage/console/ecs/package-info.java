/** Tests of ECS pages. */
@NullMarked
package io.moorage.console.ecs;

import org.jspecify.annotations.NullMarked;
