/** Security groups and their rules. */
@NullMarked
package io.moorage.ec2.group;

import org.jspecify.annotations.NullMarked;
