/** Elastic Load Balancing, the Classic kind: its actions, and what load balancers are told. */
@NullMarked
package io.moorage.elb;

import org.jspecify.annotations.NullMarked;
