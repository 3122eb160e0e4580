/** Tests of what every action shares. */
@NullMarked
package io.moorage.ec2.api;

import org.jspecify.annotations.NullMarked;
