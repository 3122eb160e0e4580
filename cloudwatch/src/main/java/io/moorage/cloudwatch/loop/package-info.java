/** What CloudWatch does by itself: collect, evaluate, act. */
@NullMarked
package io.moorage.cloudwatch.loop;

import org.jspecify.annotations.NullMarked;
