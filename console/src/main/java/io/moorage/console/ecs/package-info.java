/** Clusters, task definitions, services and tasks. */
@NullMarked
package io.moorage.console.ecs;

import org.jspecify.annotations.NullMarked;
