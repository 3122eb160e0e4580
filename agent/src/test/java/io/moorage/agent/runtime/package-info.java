/** Fakes of the seam to a container runtime. */
@NullMarked
package io.moorage.agent.runtime;

import org.jspecify.annotations.NullMarked;
