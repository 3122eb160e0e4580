/** The two halves of a TLS context: the one key to show, and the one authority to trust. */
@NullMarked
package io.moorage.base.tls;

import org.jspecify.annotations.NullMarked;
