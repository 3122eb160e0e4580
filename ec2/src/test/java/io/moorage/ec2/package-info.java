/** EC2 as its callers meet it. */
@NullMarked
package io.moorage.ec2;

import org.jspecify.annotations.NullMarked;
