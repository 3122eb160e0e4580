/** What containers write, on its way to CloudWatch Logs. */
@NullMarked
package io.moorage.agent.logs;

import org.jspecify.annotations.NullMarked;
