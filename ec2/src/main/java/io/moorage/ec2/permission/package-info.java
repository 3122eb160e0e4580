/** What callers of EC2 must be allowed. */
@NullMarked
package io.moorage.ec2.permission;

import org.jspecify.annotations.NullMarked;
