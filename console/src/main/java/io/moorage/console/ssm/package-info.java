/** Parameters. */
@NullMarked
package io.moorage.console.ssm;

import org.jspecify.annotations.NullMarked;
