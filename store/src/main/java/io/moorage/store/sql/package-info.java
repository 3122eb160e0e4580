/**
 * The durable store: rows as JSON in SQLite or PostgreSQL, all of them also in memory.
 *
 * <p>Reads never touch the database. Plain JDBC, because three statements need no mapper, and because start-up counts:
 * on the reference machine opening SQLite takes 0.3 s, jdbi adds 0.4 s and Flyway 0.6 s.
 */
@NullMarked
package io.moorage.store.sql;

import org.jspecify.annotations.NullMarked;
