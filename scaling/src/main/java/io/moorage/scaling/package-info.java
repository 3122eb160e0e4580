/** What the two services that scale by policies have in common: adjustments, the alarms of target tracking, recurring times. */
@NullMarked
package io.moorage.scaling;

import org.jspecify.annotations.NullMarked;
