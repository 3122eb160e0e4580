/** What Application Auto Scaling knows: targets, and how they follow what is measured or the time. */
@NullMarked
package io.moorage.model.applicationautoscaling;

import org.jspecify.annotations.NullMarked;
