/** How machines outside EC2 register: activations become managed instances. */
@NullMarked
package io.moorage.ssm.join;

import org.jspecify.annotations.NullMarked;
