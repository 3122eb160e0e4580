@NullMarked
package io.moorage.autoscaling;

import org.jspecify.annotations.NullMarked;
