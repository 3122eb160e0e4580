/** Tests of what is said in sessions. */
@NullMarked
package io.moorage.agentwire.exec;

import org.jspecify.annotations.NullMarked;
