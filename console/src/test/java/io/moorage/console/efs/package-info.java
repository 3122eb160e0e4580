@NullMarked
package io.moorage.console.efs;

import org.jspecify.annotations.NullMarked;
