@NullMarked
package io.moorage.logs.action;

import org.jspecify.annotations.NullMarked;
