/** The ECS agent protocol: ACS and TCS messages. */
@NullMarked
package io.moorage.agentwire;

import org.jspecify.annotations.NullMarked;
