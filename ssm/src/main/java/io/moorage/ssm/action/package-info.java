/** The actions of the Systems Manager API: parameters, and machines outside EC2. */
@NullMarked
package io.moorage.ssm.action;

import org.jspecify.annotations.NullMarked;
