/** Measured values: kept in memory by the minute, the five minutes and the hour, and in a log on disk. */
@NullMarked
package io.moorage.cloudwatch.metric;

import org.jspecify.annotations.NullMarked;
