/** The policies that AWS keeps for everyone. */
@NullMarked
package io.moorage.iam.policy;

import org.jspecify.annotations.NullMarked;
