/** CloudFormation: templates, and the stacks made from them. */
@NullMarked
package io.moorage.cloudformation;

import org.jspecify.annotations.NullMarked;
