/** What listens inside each VPC's network namespace. */
@NullMarked
package io.moorage.server.vpc;

import org.jspecify.annotations.NullMarked;
