@NullMarked
package io.moorage.server.balance;

import org.jspecify.annotations.NullMarked;
