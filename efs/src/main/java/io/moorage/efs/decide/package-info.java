/** What to do next, as pure functions of a view. */
@NullMarked
package io.moorage.efs.decide;

import org.jspecify.annotations.NullMarked;
