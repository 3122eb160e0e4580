/** One class per NFSv4 operation, named as the RFCs name it; Operations is their table, CompoundExecutor runs them. */
@NullMarked
package io.moorage.nfsserver.op;

import org.jspecify.annotations.NullMarked;
