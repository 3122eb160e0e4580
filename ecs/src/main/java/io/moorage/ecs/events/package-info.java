/** State changes of tasks, container instances, services and deployments, in the shapes of EventBridge. */
@NullMarked
package io.moorage.ecs.events;

import org.jspecify.annotations.NullMarked;
