/** Parameters of Systems Manager. */
@NullMarked
package io.moorage.model.ssm;

import org.jspecify.annotations.NullMarked;
