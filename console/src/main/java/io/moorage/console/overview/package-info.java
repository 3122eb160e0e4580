/** What there is and how it fares, at a glance. */
@NullMarked
package io.moorage.console.overview;

import org.jspecify.annotations.NullMarked;
