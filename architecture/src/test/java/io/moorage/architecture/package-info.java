/** What holds between the modules and in all of them. */
@NullMarked
package io.moorage.architecture;

import org.jspecify.annotations.NullMarked;
