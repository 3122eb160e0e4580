/** What callers of ECS must be allowed. */
@NullMarked
package io.moorage.ecs.permission;

import org.jspecify.annotations.NullMarked;
