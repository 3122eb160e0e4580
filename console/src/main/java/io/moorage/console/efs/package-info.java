/** File systems and the ways to them. */
@NullMarked
package io.moorage.console.efs;

import org.jspecify.annotations.NullMarked;
