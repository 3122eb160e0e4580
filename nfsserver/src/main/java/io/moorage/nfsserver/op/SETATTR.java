package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Opens;
import io.moorage.nfsserver.state.SharedOpenFile;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Changes attributes (RFC 7530 section 16.32). */
final class SETATTR implements Operation<SETATTR4.Args> {
    private final VirtualFileSystem files;
    private final Opens opens;

    SETATTR(VirtualFileSystem files, Opens opens) {
        this.files = files;
        this.opens = opens;
    }

    @Override
    public Nfs4Result execute(SETATTR4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Stateid4 stateid = compound.resolve(args.stateid());
        AttributeChange change = meaningful(AttributeChanges.of(args.attributes()), compound);
        if (change.size().isPresent()) {
            Types.requireRegular(compound);
        }
        SharedOpenFile opened = change.size().isPresent() ? opens.forIo(stateid, file, true, compound.speaker()) : null;
        compound.changesFiles();
        compound.changed();
        if (opened == null) {
            compound.changed(files.setAttributes(compound.caller(), file, change));
        } else {
            throughOpen(change, file, opened, compound);
        }
        return new SETATTR4.Ok(args.attributes().mask());
    }

    /** A symbolic link's mode means nothing on Linux and cannot be changed: asking for it does no harm. */
    private static AttributeChange meaningful(AttributeChange change, Compound compound) throws IOException {
        if (change.mode().isEmpty() || compound.type() != FileType.SYMLINK) {
            return change;
        }
        return new AttributeChange(
                OptionalInt.empty(),
                change.uid(),
                change.gid(),
                change.size(),
                change.accessTime(),
                change.modifyTime());
    }

    /** A size is set by right of the open, whatever the mode says now; the rest by right of the caller. */
    private void throughOpen(AttributeChange change, FileHandle file, SharedOpenFile opened, Compound compound)
            throws VfsException {
        try {
            AttributeChange rest = new AttributeChange(
                    change.mode(),
                    change.uid(),
                    change.gid(),
                    OptionalLong.empty(),
                    change.accessTime(),
                    change.modifyTime());
            if (change.size().isPresent()) {
                compound.changed(files.setSize(opened.file(), change.size().getAsLong()));
            }
            if (!rest.isEmpty()) {
                compound.changed(files.setAttributes(compound.caller(), file, rest));
            }
        } finally {
            opened.release();
        }
    }
}
