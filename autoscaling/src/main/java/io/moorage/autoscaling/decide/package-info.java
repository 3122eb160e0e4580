/** What a group has to do next. Pure. */
@NullMarked
package io.moorage.autoscaling.decide;

import org.jspecify.annotations.NullMarked;
