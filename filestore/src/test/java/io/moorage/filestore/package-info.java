/** The file store on a real disk. */
@NullMarked
package io.moorage.filestore;

import org.jspecify.annotations.NullMarked;
