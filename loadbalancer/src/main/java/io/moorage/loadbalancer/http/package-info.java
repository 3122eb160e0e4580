/** Requests carried between a client and instances. */
@NullMarked
package io.moorage.loadbalancer.http;

import org.jspecify.annotations.NullMarked;
