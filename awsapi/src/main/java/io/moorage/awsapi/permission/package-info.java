/** Permissions that a service tells for all its actions in one place. */
@NullMarked
package io.moorage.awsapi.permission;

import org.jspecify.annotations.NullMarked;
