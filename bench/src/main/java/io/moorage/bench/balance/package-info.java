/** TCP load through load balancers, ours and HAProxy, against the same instance. */
@NullMarked
package io.moorage.bench.balance;

import org.jspecify.annotations.NullMarked;
