/** One class per action of the Elastic Load Balancing API, version 2012-06-01. */
@NullMarked
package io.moorage.elb.action;

import org.jspecify.annotations.NullMarked;
