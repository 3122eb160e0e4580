/** What the agent is told by /etc/ecs/ecs.config and by the instance metadata service. */
@NullMarked
package io.moorage.agent.config;

import org.jspecify.annotations.NullMarked;
