package io.moorage.vfs;

/**
 * What a create returned.
 *
 * @param existed true when an UNCHECKED or repeated EXCLUSIVE create met the object already there
 */
public record Created(Entry entry, DirectoryChange parent, boolean existed) {}
