/** The actions of the SNS API. */
@NullMarked
package io.moorage.sns.action;

import org.jspecify.annotations.NullMarked;
