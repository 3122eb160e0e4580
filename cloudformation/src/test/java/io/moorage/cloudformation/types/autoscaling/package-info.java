@NullMarked
package io.moorage.cloudformation.types.autoscaling;

import org.jspecify.annotations.NullMarked;
