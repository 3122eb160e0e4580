/** A read-only image registry (Docker Registry HTTP API V2) over the host engine's images, for instances to pull from. */
@NullMarked
package io.moorage.ec2.registry;

import org.jspecify.annotations.NullMarked;
