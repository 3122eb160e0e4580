/** What happened, in the order it happened, told from the store's change feed. */
@NullMarked
package io.moorage.server.events;

import org.jspecify.annotations.NullMarked;
