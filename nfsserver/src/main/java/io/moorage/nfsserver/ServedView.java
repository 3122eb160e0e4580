package io.moorage.nfsserver;

import io.moorage.nfsserver.op.CompoundExecutor;

/** A view with the operations on it. Made by {@link NfsFileSystemService#view} and kept as long as any connection has it. */
public final class ServedView {
    private final View view;
    private final CompoundExecutor executor;

    ServedView(View view, CompoundExecutor executor) {
        this.view = view;
        this.executor = executor;
    }

    public View view() {
        return view;
    }

    public CompoundExecutor executor() {
        return executor;
    }
}
