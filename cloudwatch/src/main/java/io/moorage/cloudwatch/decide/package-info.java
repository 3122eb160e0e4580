/** What becomes of alarms, as pure functions. */
@NullMarked
package io.moorage.cloudwatch.decide;

import org.jspecify.annotations.NullMarked;
