/** Instances, the groups that keep them, and who may reach them. */
@NullMarked
package io.moorage.console.ec2;

import org.jspecify.annotations.NullMarked;
