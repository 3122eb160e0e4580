package io.moorage.fuse;

import java.util.Optional;

/** Takes back what a request got after its maker had given up: the kernel was told EINTR and knows nothing of it. */
final class Undo {
    private static final int NODE = 0;
    private static final int DIRECTORY_ENTRY_BYTES = 24;
    private static final int NAME_LENGTH = 16;

    private final Mounted mounted;
    private final LateCalls late;
    private final Optional<LockCalls> locks;

    Undo(Mounted mounted, LateCalls late, Optional<LockCalls> locks) {
        this.mounted = mounted;
        this.late = late;
        this.locks = locks;
    }

    /** @param reply of a request that succeeded */
    void undo(Request request, Reply reply) throws FuseException {
        switch (request.opcode()) {
            case Opcode.LOOKUP, Opcode.MKNOD, Opcode.MKDIR, Opcode.SYMLINK, Opcode.LINK ->
                mounted.nodes().forget(reply.int64At(NODE), 1);
            case Opcode.OPEN -> close(reply.int64At(0));
            case Opcode.CREATE -> {
                mounted.nodes().forget(reply.int64At(NODE), 1);
                close(reply.int64At(Reply.ENTRY_BYTES));
            }
            case Opcode.OPENDIR -> mounted.directories().remove(reply.int64At(0));
            case Opcode.READDIRPLUS -> forgetEntries(reply);
            case Opcode.SETLK, Opcode.SETLKW -> {
                if (locks.isPresent()) {
                    late.later(locks.get().undoing(request));
                }
            }
            default -> {
                // Nothing stays with the kernel, or the change itself was asked for.
            }
        }
    }

    private void close(long number) {
        OpenedFile open = mounted.files().remove(number);
        if (open != null) {
            late.later(open.file()::close);
        }
    }

    private void forgetEntries(Reply reply) {
        int at = 0;
        while (Reply.HEADER + at < reply.length()) {
            long node = reply.int64At(at + NODE);
            if (node != 0) {
                mounted.nodes().forget(node, 1);
            }
            int nameBytes = reply.int32At(at + Reply.ENTRY_BYTES + NAME_LENGTH);
            at += Reply.ENTRY_BYTES + DIRECTORY_ENTRY_BYTES + ((nameBytes + 7) & ~7);
        }
    }
}
