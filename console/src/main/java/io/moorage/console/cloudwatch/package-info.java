/** Metrics and alarms. */
@NullMarked
package io.moorage.console.cloudwatch;

import org.jspecify.annotations.NullMarked;
