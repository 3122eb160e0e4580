/** The resolver of each VPC (RFC 1034, RFC 1035). */
@NullMarked
package io.moorage.ec2.dns;

import org.jspecify.annotations.NullMarked;
