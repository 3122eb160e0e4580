/** Messages of the agent communication service (ACS), both directions. Unknown members and types are ignored. */
@NullMarked
package io.moorage.agentwire.acs;

import org.jspecify.annotations.NullMarked;
