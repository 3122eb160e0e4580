/** What became of each lost instance and of its tasks, moment by moment. */
@NullMarked
package io.moorage.console.failover;

import org.jspecify.annotations.NullMarked;
