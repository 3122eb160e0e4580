/** Resource types of EC2 Auto Scaling: groups, launch configurations, policies. */
@NullMarked
package io.moorage.cloudformation.types.autoscaling;

import org.jspecify.annotations.NullMarked;
