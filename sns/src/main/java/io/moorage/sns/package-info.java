/** SNS: topics whose messages go to HTTP endpoints and to the log. */
@NullMarked
package io.moorage.sns;

import org.jspecify.annotations.NullMarked;
