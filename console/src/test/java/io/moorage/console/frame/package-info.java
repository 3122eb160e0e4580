/** Tests of what pages have in common. */
@NullMarked
package io.moorage.console.frame;

import org.jspecify.annotations.NullMarked;
