/** Application Auto Scaling for ECS services. */
@NullMarked
package io.moorage.applicationautoscaling;

import org.jspecify.annotations.NullMarked;
