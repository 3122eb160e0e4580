/** State held in memory as persistent maps: the views of every store, and a store without durability. */
@NullMarked
package io.moorage.store.memory;

import org.jspecify.annotations.NullMarked;
