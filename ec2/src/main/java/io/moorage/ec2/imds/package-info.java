/** The instance metadata service, versions 1 and 2 (EC2 user guide, "Instance metadata and user data"). */
@NullMarked
package io.moorage.ec2.imds;

import org.jspecify.annotations.NullMarked;
