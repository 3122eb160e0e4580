/** The load balancers beside the server: their process, and Elastic Load Balancing's view of it. */
@NullMarked
package io.moorage.server.balance;

import org.jspecify.annotations.NullMarked;
