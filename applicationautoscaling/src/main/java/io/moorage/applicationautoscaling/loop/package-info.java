/** Carries schedules out, and sees activities to their end. */
@NullMarked
package io.moorage.applicationautoscaling.loop;

import org.jspecify.annotations.NullMarked;
