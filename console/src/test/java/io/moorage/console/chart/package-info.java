/** Tests of charts. */
@NullMarked
package io.moorage.console.chart;

import org.jspecify.annotations.NullMarked;
