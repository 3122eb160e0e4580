/** Makes true what actions wrote. */
@NullMarked
package io.moorage.elb.loop;

import org.jspecify.annotations.NullMarked;
