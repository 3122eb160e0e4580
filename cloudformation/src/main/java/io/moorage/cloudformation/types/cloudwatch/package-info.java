/** Resource types of CloudWatch: alarms. */
@NullMarked
package io.moorage.cloudformation.types.cloudwatch;

import org.jspecify.annotations.NullMarked;
