/** What the kernel counts of groups of processes. */
@NullMarked
package io.moorage.base.cgroup;

import org.jspecify.annotations.NullMarked;
