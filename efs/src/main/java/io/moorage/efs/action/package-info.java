/** One class per EFS action, named as AWS names it. */
@NullMarked
package io.moorage.efs.action;

import org.jspecify.annotations.NullMarked;
