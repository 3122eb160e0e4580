/** CloudWatch: metrics, and alarms on them. */
@NullMarked
package io.moorage.cloudwatch;

import org.jspecify.annotations.NullMarked;
