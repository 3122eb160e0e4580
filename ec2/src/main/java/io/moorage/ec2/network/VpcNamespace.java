package io.moorage.ec2.network;

import java.nio.file.Path;

/**
 * Where a VPC's services listen: inside its network namespace, on its service addresses.
 *
 * @param netns to be entered with {@link io.moorage.posix.Namespaces#in}
 * @param resolver the VPC's own DNS address, base plus two
 */
public record VpcNamespace(String vpcId, Path netns, String resolver) {}
