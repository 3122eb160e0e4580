/** What actions refuse. */
@NullMarked
package io.moorage.cloudformation.action;

import org.jspecify.annotations.NullMarked;
