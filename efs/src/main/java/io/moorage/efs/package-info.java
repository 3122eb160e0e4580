/** EFS control plane. */
@NullMarked
package io.moorage.efs;

import org.jspecify.annotations.NullMarked;
