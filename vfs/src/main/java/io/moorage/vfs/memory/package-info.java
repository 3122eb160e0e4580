/** The dumb twin: a file system in memory, simple enough to be right, judge of the others. */
@NullMarked
package io.moorage.vfs.memory;

import org.jspecify.annotations.NullMarked;
