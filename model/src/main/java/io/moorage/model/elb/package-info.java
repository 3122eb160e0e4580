/** Classic Load Balancers: what they are told to be, and which instances they have. */
@NullMarked
package io.moorage.model.elb;

import org.jspecify.annotations.NullMarked;
