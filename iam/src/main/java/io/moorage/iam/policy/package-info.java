/** Policy documents, and what they allow. */
@NullMarked
package io.moorage.iam.policy;

import org.jspecify.annotations.NullMarked;
