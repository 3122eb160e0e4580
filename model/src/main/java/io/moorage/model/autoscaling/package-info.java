/** What Auto Scaling keeps: groups, their instances and what happened to them. */
@NullMarked
package io.moorage.model.autoscaling;

import org.jspecify.annotations.NullMarked;
