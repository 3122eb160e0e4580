@NullMarked
package io.moorage.server.files;

import org.jspecify.annotations.NullMarked;
