/** Log groups, their streams and events, and the search in them. */
@NullMarked
package io.moorage.console.logs;

import org.jspecify.annotations.NullMarked;
