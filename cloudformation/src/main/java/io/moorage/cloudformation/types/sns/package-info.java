/** Resource types of Amazon SNS: topics and subscriptions. */
@NullMarked
package io.moorage.cloudformation.types.sns;

import org.jspecify.annotations.NullMarked;
