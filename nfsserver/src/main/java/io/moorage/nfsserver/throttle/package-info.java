/** Limits of what clients may do in a time, kept by making them wait. */
@NullMarked
package io.moorage.nfsserver.throttle;

import org.jspecify.annotations.NullMarked;
