/** The credentials of tasks' roles, and where tasks and mounts get them. */
@NullMarked
package io.moorage.agent.credentials;

import org.jspecify.annotations.NullMarked;
