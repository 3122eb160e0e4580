/** How stacks come about: a decider of what is next, and the loop that does it. */
@NullMarked
package io.moorage.cloudformation.engine;

import org.jspecify.annotations.NullMarked;
