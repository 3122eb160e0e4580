/**
 * The ECS agent protocol as the stock amazon-ecs-agent speaks it, plus a few messages that a stock agent ignores.
 *
 * <p>Agent and control plane share this package and nothing else. Member names are the JSON member names.
 */
@NullMarked
package io.moorage.agentwire;

import org.jspecify.annotations.NullMarked;
