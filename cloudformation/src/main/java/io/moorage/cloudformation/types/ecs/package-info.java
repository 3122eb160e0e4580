/** Resource types of ECS: clusters, task definitions, services. */
@NullMarked
package io.moorage.cloudformation.types.ecs;

import org.jspecify.annotations.NullMarked;
