/**
 * VPCs made real: a network namespace per VPC is its router, a veth per instance its wire, an nftables table in the
 * namespace its security groups. {@link io.moorage.ec2.network.NetworkPlanner} says what should be,
 * {@link io.moorage.ec2.network.LinuxNetworks} makes it so.
 */
@NullMarked
package io.moorage.ec2.network;

import org.jspecify.annotations.NullMarked;
