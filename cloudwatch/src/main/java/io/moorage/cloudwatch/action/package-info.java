/** The actions of the CloudWatch API. */
@NullMarked
package io.moorage.cloudwatch.action;

import org.jspecify.annotations.NullMarked;
