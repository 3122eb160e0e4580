@NullMarked
package io.moorage.fileserver.access;

import org.jspecify.annotations.NullMarked;
