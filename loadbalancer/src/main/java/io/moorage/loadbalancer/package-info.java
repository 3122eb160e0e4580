/** The load balancer role: Classic Load Balancers' traffic, apart from the control plane. */
@NullMarked
package io.moorage.loadbalancer;

import org.jspecify.annotations.NullMarked;
