/** Does what is decided, one durable step after the other. */
@NullMarked
package io.moorage.autoscaling.loop;

import org.jspecify.annotations.NullMarked;
