/** What the file store takes for large trees. */
@NullMarked
package io.moorage.bench.store;

import org.jspecify.annotations.NullMarked;
