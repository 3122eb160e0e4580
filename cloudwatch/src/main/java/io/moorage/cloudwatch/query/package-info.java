/** Time series that are asked for: statistics of metrics, and metric math on them. */
@NullMarked
package io.moorage.cloudwatch.query;

import org.jspecify.annotations.NullMarked;
