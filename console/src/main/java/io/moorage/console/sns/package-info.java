/** Topics. */
@NullMarked
package io.moorage.console.sns;

import org.jspecify.annotations.NullMarked;
