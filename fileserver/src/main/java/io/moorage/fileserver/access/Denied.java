package io.moorage.fileserver.access;

import io.moorage.nfsserver.View;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;

/** What a client sees that is denied everything. */
final class Denied implements View {
    private final AccessFileSystem files;

    Denied(VirtualFileSystem files) {
        this.files = new AccessFileSystem(files, RootDirectory.whole(files), () -> Rights.NONE, WriterGuards.none());
    }

    @Override
    public String realm() {
        return "denied";
    }

    @Override
    public VirtualFileSystem files() {
        return files;
    }

    @Override
    public Caller caller(Caller claimed) {
        return new Caller(Connected.NOBODY, Connected.NOBODY, new int[0]);
    }

    @Override
    public byte[] seal(FileHandle file) {
        return file.bytes();
    }

    @Override
    public FileHandle unseal(byte[] sealed) {
        return FileHandle.of(sealed);
    }
}
