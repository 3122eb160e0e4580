/** What was carried, written down. */
@NullMarked
package io.moorage.loadbalancer.log;

import org.jspecify.annotations.NullMarked;
