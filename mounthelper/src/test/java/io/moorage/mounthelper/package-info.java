@NullMarked
package io.moorage.mounthelper;

import org.jspecify.annotations.NullMarked;
