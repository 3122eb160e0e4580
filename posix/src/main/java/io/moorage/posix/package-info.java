/** Linux system calls through java.lang.foreign. */
@NullMarked
package io.moorage.posix;

import org.jspecify.annotations.NullMarked;
