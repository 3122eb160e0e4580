/** The interface page of VirtualFileSystem as tests; other modules run it over their own file systems. */
@NullMarked
package io.moorage.vfs.contract;

import org.jspecify.annotations.NullMarked;
