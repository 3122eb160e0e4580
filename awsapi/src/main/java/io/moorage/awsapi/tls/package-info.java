/** The private certificate authority and the endpoint's certificate. */
@NullMarked
package io.moorage.awsapi.tls;

import org.jspecify.annotations.NullMarked;
