/** CloudFormation's API: one class for each action. */
@NullMarked
package io.moorage.cloudformation.action;

import org.jspecify.annotations.NullMarked;
