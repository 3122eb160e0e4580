/** Auto Scaling groups. */
@NullMarked
package io.moorage.console.autoscaling;

import org.jspecify.annotations.NullMarked;
