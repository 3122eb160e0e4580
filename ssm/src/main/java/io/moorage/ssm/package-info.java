/** Systems Manager's parameters. */
@NullMarked
package io.moorage.ssm;

import org.jspecify.annotations.NullMarked;
