/** Tests of what the pages work out themselves. */
@NullMarked
package io.moorage.console.ec2;

import org.jspecify.annotations.NullMarked;
