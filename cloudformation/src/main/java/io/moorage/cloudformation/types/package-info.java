/** Every resource type that can be made, one file each. */
@NullMarked
package io.moorage.cloudformation.types;

import org.jspecify.annotations.NullMarked;
