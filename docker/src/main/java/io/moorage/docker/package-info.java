/** Commands in containers of a Docker engine, for the agent in its tasks' containers and for the server in its machines. */
@NullMarked
package io.moorage.docker;

import org.jspecify.annotations.NullMarked;
