/** Resource types of CloudFormation itself: what a stack waits for. */
@NullMarked
package io.moorage.cloudformation.types.stack;

import org.jspecify.annotations.NullMarked;
