/** A browser for tests: Debian's Chromium, driven over its DevTools protocol as a person would, by clicks and keys. */
@NullMarked
package io.moorage.browser;

import org.jspecify.annotations.NullMarked;
