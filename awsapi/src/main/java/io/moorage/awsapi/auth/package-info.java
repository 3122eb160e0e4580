/** Who sent a request: SigV4 verification. */
@NullMarked
package io.moorage.awsapi.auth;

import org.jspecify.annotations.NullMarked;
