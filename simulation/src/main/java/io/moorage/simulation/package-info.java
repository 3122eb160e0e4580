/** The ECS control plane with simulated agents: on a manual clock for scenarios, in real time for a server without machines. */
@NullMarked
package io.moorage.simulation;

import org.jspecify.annotations.NullMarked;
