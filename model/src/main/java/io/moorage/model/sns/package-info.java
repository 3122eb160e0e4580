/** Topics, who subscribed to them, and messages on their way. */
@NullMarked
package io.moorage.model.sns;

import org.jspecify.annotations.NullMarked;
