@NullMarked
package io.moorage.base.sigv4;

import org.jspecify.annotations.NullMarked;
