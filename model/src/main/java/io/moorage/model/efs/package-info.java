/** What EFS keeps: file systems and the addresses they are mounted from. */
@NullMarked
package io.moorage.model.efs;

import org.jspecify.annotations.NullMarked;
