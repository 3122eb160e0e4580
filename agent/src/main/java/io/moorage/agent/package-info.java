/** The ECS agent that runs on an instance. */
@NullMarked
package io.moorage.agent;

import org.jspecify.annotations.NullMarked;
