/** Messages of the telemetry service (TCS), both directions; the agent's frames start with a signed header block. */
@NullMarked
package io.moorage.agentwire.tcs;

import org.jspecify.annotations.NullMarked;
