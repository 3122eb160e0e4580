/** ECS control plane. */
@NullMarked
package io.moorage.ecs;

import org.jspecify.annotations.NullMarked;
