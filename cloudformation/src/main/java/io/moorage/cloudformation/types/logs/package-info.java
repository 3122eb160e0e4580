/** Resource types of CloudWatch Logs: log groups. */
@NullMarked
package io.moorage.cloudformation.types.logs;

import org.jspecify.annotations.NullMarked;
