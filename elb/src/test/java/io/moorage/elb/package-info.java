@NullMarked
package io.moorage.elb;

import org.jspecify.annotations.NullMarked;
