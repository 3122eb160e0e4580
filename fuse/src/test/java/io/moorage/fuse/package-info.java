@NullMarked
package io.moorage.fuse;

import org.jspecify.annotations.NullMarked;
