/** What EFS keeps: file systems, the addresses they are mounted from, and what goes with them. */
@NullMarked
package io.moorage.model.efs;

import org.jspecify.annotations.NullMarked;
