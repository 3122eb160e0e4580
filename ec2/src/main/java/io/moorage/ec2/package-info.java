/** EC2 control plane, networks and instance drivers. */
@NullMarked
package io.moorage.ec2;

import org.jspecify.annotations.NullMarked;
