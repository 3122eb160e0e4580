/** Launch templates. */
@NullMarked
package io.moorage.ec2.template;

import org.jspecify.annotations.NullMarked;
