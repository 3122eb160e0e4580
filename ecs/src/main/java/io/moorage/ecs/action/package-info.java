/** One class per action of the ECS API: check, write, answer. */
@NullMarked
package io.moorage.ecs.action;

import org.jspecify.annotations.NullMarked;
