/** The task metadata endpoint's tests. */
@NullMarked
package io.moorage.agent.metadata;

import org.jspecify.annotations.NullMarked;
