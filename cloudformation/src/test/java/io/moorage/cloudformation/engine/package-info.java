/** The engine on a manual clock, over things that only these tests know. */
@NullMarked
package io.moorage.cloudformation.engine;

import org.jspecify.annotations.NullMarked;
