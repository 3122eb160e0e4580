/** The story of the product, played through the moorage command on real parts. */
@NullMarked
package io.moorage.story;

import org.jspecify.annotations.NullMarked;
