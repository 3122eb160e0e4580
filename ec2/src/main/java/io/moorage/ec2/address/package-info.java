/** Public addresses: elastic ones, and the NAT gateways that share theirs. */
@NullMarked
package io.moorage.ec2.address;

import org.jspecify.annotations.NullMarked;
