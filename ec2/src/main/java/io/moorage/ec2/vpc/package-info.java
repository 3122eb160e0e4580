/** VPCs, subnets, route tables and internet gateways: their actions and what they are born with. */
@NullMarked
package io.moorage.ec2.vpc;

import org.jspecify.annotations.NullMarked;
