/** Tests, on a whole EC2 in memory. */
@NullMarked
package io.moorage.ec2.vpc;

import org.jspecify.annotations.NullMarked;
