/** Key pairs. */
@NullMarked
package io.moorage.ec2.key;

import org.jspecify.annotations.NullMarked;
