/** A task's life on the instance: a pure machine that says the next step, and the engine that takes it. */
@NullMarked
package io.moorage.agent.task;

import org.jspecify.annotations.NullMarked;
