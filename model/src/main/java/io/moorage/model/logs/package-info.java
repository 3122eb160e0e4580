/** Log groups and their streams; the events themselves are in files. */
@NullMarked
package io.moorage.model.logs;

import org.jspecify.annotations.NullMarked;
