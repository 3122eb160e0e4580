/** Network interfaces of tasks, and what containers find at the agent's address. */
@NullMarked
package io.moorage.agent.network;

import org.jspecify.annotations.NullMarked;
