@NullMarked
package io.moorage.crash;

import org.jspecify.annotations.NullMarked;
