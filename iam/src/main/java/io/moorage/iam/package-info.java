/** IAM and STS. */
@NullMarked
package io.moorage.iam;

import org.jspecify.annotations.NullMarked;
