/** One class per action of the CloudWatch Logs API. */
@NullMarked
package io.moorage.logs.action;

import org.jspecify.annotations.NullMarked;
