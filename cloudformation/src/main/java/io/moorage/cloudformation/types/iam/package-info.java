/** Resource types of IAM: roles, policies, users. */
@NullMarked
package io.moorage.cloudformation.types.iam;

import org.jspecify.annotations.NullMarked;
