/** What the control plane tells of load balancers. */
@NullMarked
package io.moorage.loadbalancer.control;

import org.jspecify.annotations.NullMarked;
