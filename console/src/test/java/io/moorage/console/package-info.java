/** Tests of the console without a browser. */
@NullMarked
package io.moorage.console;

import org.jspecify.annotations.NullMarked;
