/** The actions of the Auto Scaling API. */
@NullMarked
package io.moorage.autoscaling.action;

import org.jspecify.annotations.NullMarked;
