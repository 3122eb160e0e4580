/** Who may do what, and why. */
@NullMarked
package io.moorage.console.iam;

import org.jspecify.annotations.NullMarked;
