/** Types of {@code AWS::ApplicationAutoScaling}. */
@NullMarked
package io.moorage.cloudformation.types.applicationautoscaling;

import org.jspecify.annotations.NullMarked;
