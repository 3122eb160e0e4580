/** Keys and sessions: who holds a key, and the keys that STS issues. */
@NullMarked
package io.moorage.iam.credential;

import org.jspecify.annotations.NullMarked;
