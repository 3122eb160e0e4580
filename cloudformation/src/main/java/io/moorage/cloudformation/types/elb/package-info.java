/** Resource types of Elastic Load Balancing. */
@NullMarked
package io.moorage.cloudformation.types.elb;

import org.jspecify.annotations.NullMarked;
