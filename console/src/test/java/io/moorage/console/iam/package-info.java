/** Tests of what the pages work out themselves. */
@NullMarked
package io.moorage.console.iam;

import org.jspecify.annotations.NullMarked;
