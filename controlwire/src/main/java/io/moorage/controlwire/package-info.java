/** How the control plane speaks to the processes beside it: lines of JSON over a Unix socket. */
@NullMarked
package io.moorage.controlwire;

import org.jspecify.annotations.NullMarked;
