/** What follows from a policy or a schedule. Pure. */
@NullMarked
package io.moorage.applicationautoscaling.decide;

import org.jspecify.annotations.NullMarked;
