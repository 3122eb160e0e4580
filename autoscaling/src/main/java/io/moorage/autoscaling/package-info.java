/** Amazon EC2 Auto Scaling: groups of instances that are kept at a size. */
@NullMarked
package io.moorage.autoscaling;

import org.jspecify.annotations.NullMarked;
