/** Directories of the instance that tasks hold, and whether they are really there. */
@NullMarked
package io.moorage.agent.volume;

import org.jspecify.annotations.NullMarked;
