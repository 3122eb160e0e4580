/** Instances: their actions, and the loop that gives each the machine it should have. */
@NullMarked
package io.moorage.ec2.compute;

import org.jspecify.annotations.NullMarked;
