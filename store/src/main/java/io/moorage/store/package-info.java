/** Transactions, views and the change feed; SQLite and PostgreSQL under them. */
@NullMarked
package io.moorage.store;

import org.jspecify.annotations.NullMarked;
