/** Filter patterns. */
@NullMarked
package io.moorage.logs.filter;

import org.jspecify.annotations.NullMarked;
