/** What IAM keeps: identities, their policies, their keys. */
@NullMarked
package io.moorage.model.iam;

import org.jspecify.annotations.NullMarked;
