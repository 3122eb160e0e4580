/** How messages come to where they are subscribed. */
@NullMarked
package io.moorage.sns.delivery;

import org.jspecify.annotations.NullMarked;
