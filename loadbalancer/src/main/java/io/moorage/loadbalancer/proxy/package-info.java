/** Bytes carried between a client and an instance. */
@NullMarked
package io.moorage.loadbalancer.proxy;

import org.jspecify.annotations.NullMarked;
