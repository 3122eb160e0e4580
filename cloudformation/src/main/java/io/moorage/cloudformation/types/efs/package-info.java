/** Resource types of EFS: file systems and the ways to them. */
@NullMarked
package io.moorage.cloudformation.types.efs;

import org.jspecify.annotations.NullMarked;
