/** A disk that forgets what was not synced when its power is cut, and fails when it is told to. */
@NullMarked
package io.moorage.crash.disk;

import org.jspecify.annotations.NullMarked;
