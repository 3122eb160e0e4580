/** The task metadata endpoint, in its versions 3 and 4, and the agent's own endpoint for tasks. */
@NullMarked
package io.moorage.agent.metadata;

import org.jspecify.annotations.NullMarked;
