package io.moorage.vfs;

/** An object found by name: its handle and its attributes at that moment. */
public record Entry(FileHandle handle, Attributes attributes) {}
