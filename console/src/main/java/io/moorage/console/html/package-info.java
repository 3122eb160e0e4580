/** HTML that cannot be written unescaped, and the pieces pages are made of. */
@NullMarked
package io.moorage.console.html;

import org.jspecify.annotations.NullMarked;
