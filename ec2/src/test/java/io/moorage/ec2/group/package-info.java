/** Tests, on a whole EC2 in memory. */
@NullMarked
package io.moorage.ec2.group;

import org.jspecify.annotations.NullMarked;
