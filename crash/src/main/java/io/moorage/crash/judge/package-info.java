/** What must be found on the disk after a crash, by what was acknowledged before it. */
@NullMarked
package io.moorage.crash.judge;

import org.jspecify.annotations.NullMarked;
