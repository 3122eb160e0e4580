/** CloudWatch Logs. */
@NullMarked
package io.moorage.logs;

import org.jspecify.annotations.NullMarked;
