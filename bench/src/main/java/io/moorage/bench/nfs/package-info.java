/** A load generator that speaks NFSv4.0 or NFSv4.1 straight over TCP, for one server or several side by side. */
@NullMarked
package io.moorage.bench.nfs;

import org.jspecify.annotations.NullMarked;
