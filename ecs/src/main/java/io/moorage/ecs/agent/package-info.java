/** The control plane's side of the agent protocol: one session per connected agent, and the two WebSocket endpoints. */
@NullMarked
package io.moorage.ecs.agent;

import org.jspecify.annotations.NullMarked;
