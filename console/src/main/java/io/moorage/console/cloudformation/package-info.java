/** Stacks: what they made and what happened. */
@NullMarked
package io.moorage.console.cloudformation;

import org.jspecify.annotations.NullMarked;
