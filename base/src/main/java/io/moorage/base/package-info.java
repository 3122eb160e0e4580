/** JDK-only foundations: sizes, backoff, lifecycle, identifiers. */
@NullMarked
package io.moorage.base;

import org.jspecify.annotations.NullMarked;
