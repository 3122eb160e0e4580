/** Resource types of EC2: networks, instances and keys. */
@NullMarked
package io.moorage.cloudformation.types.ec2;

import org.jspecify.annotations.NullMarked;
