@NullMarked
package io.moorage.logs.event;

import org.jspecify.annotations.NullMarked;
