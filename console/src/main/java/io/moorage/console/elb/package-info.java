/** Load balancers. */
@NullMarked
package io.moorage.console.elb;

import org.jspecify.annotations.NullMarked;
