/** Resource types of Systems Manager: parameters. */
@NullMarked
package io.moorage.cloudformation.types.ssm;

import org.jspecify.annotations.NullMarked;
