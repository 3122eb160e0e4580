@NullMarked
package io.moorage.nfsclient;

import org.jspecify.annotations.NullMarked;
