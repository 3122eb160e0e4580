/** Commands that run in containers of tasks, and the streams between them and whoever asked. */
@NullMarked
package io.moorage.ecs.exec;

import org.jspecify.annotations.NullMarked;
