/** Tests of what the pages work out themselves. */
@NullMarked
package io.moorage.console.cloudformation;

import org.jspecify.annotations.NullMarked;
