/** An endpoint with small actions of every protocol. */
@NullMarked
package io.moorage.awsapi.testing;

import org.jspecify.annotations.NullMarked;
