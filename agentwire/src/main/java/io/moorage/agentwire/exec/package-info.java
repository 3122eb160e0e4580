/** What is said in a session of ExecuteCommand, between who asked and the agent; the control plane hands it on. */
@NullMarked
package io.moorage.agentwire.exec;

import org.jspecify.annotations.NullMarked;
