/** IAM's policy documents, and what they allow. */
@NullMarked
package io.moorage.policy;

import org.jspecify.annotations.NullMarked;
