/** Tests of the APIs that the agent calls. */
@NullMarked
package io.moorage.agent.api;

import org.jspecify.annotations.NullMarked;
