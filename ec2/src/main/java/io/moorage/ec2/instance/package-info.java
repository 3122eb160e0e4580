/** The machines that instances are: made, started, stopped and watched. */
@NullMarked
package io.moorage.ec2.instance;

import org.jspecify.annotations.NullMarked;
