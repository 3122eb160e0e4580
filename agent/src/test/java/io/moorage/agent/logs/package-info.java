/** Tests of logs on their way. */
@NullMarked
package io.moorage.agent.logs;

import org.jspecify.annotations.NullMarked;
