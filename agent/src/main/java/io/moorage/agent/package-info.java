/** The ECS agent of Moorage: registers an instance, runs what the control plane assigns, reports what happened. */
@NullMarked
package io.moorage.agent;

import org.jspecify.annotations.NullMarked;
