/** What EC2 keeps: networks, security groups, key pairs, instances, and their transitions. */
@NullMarked
package io.moorage.model.ec2;

import org.jspecify.annotations.NullMarked;
