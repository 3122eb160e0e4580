/** The actions of the Systems Manager API that are about parameters. */
@NullMarked
package io.moorage.ssm.action;

import org.jspecify.annotations.NullMarked;
