/** Values over time as pictures that are made on the server, and need no script. */
@NullMarked
package io.moorage.console.chart;

import org.jspecify.annotations.NullMarked;
