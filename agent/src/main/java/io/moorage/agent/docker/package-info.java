/** The Docker Engine behind the seam. */
@NullMarked
package io.moorage.agent.docker;

import org.jspecify.annotations.NullMarked;
