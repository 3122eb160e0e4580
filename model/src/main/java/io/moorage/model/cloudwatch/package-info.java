/** What CloudWatch measures and watches: metrics, alarms and what they did. */
@NullMarked
package io.moorage.model.cloudwatch;

import org.jspecify.annotations.NullMarked;
