/** Templates as text, as declarations, and as values: pure, and knowing no resource type. */
@NullMarked
package io.moorage.cloudformation.template;

import org.jspecify.annotations.NullMarked;
