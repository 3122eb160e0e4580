/** Pure functions of a view and a time. */
@NullMarked
package io.moorage.elb.decide;

import org.jspecify.annotations.NullMarked;
