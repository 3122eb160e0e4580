/** The file server role: exports on mount target addresses, fences, usage. */
@NullMarked
package io.moorage.fileserver;

import org.jspecify.annotations.NullMarked;
