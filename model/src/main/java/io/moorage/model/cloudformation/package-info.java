/** What CloudFormation keeps: stacks, what they are made of, and what happened to them. */
@NullMarked
package io.moorage.model.cloudformation;

import org.jspecify.annotations.NullMarked;
