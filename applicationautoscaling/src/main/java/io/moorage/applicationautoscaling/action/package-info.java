/** One class per action of the Application Auto Scaling API. */
@NullMarked
package io.moorage.applicationautoscaling.action;

import org.jspecify.annotations.NullMarked;
