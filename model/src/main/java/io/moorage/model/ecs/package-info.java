/**
 * ECS: clusters, container instances, task definitions, tasks, services, and the transitions between their states.
 *
 * <p>Member names and enum constants are AWS's (Amazon ECS API reference, version 2014-11-13).
 */
@NullMarked
package io.moorage.model.ecs;

import org.jspecify.annotations.NullMarked;
