/** Tests of what the map of everything shows. */
@NullMarked
package io.moorage.console.overview;

import org.jspecify.annotations.NullMarked;
