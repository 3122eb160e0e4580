/** File servers are killed and disks lose their power while clients work; what was acknowledged must be there afterwards. */
@NullMarked
package io.moorage.crash;

import org.jspecify.annotations.NullMarked;
