/** The ECS calls an agent makes. */
@NullMarked
package io.moorage.agent.api;

import org.jspecify.annotations.NullMarked;
