/** Hooks that run when a stack's resource has changed. */
@NullMarked
package io.moorage.cfnbootstrap.hup;

import org.jspecify.annotations.NullMarked;
