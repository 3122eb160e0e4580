package io.moorage.nfsserver.op;

/**
 * Where a COMPOUND's reply tells of its first change that must be durable.
 *
 * @param start where the reply's body begins in the buffer of replies
 * @param at where the changing operation's result begins
 * @param position how many operations come before that one
 */
public record Change(int start, int at, int position) {}
