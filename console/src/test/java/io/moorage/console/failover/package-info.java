/** Tests of how a failover is told. */
@NullMarked
package io.moorage.console.failover;

import org.jspecify.annotations.NullMarked;
