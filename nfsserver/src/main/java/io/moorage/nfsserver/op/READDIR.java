package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.READDIR4;
import io.moorage.nfswire.xdr.XdrWriter;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Lists the current directory (RFC 7530 section 16.24). */
final class READDIR implements Operation<READDIR4.Args> {
    private static final Bitmap4 KNOWN_WITHOUT_ASKING =
            Bitmap4.of(Attribute.TYPE, Attribute.FILEID, Attribute.MOUNTED_ON_FILEID, Attribute.RDATTR_ERROR);

    /** What follows the last entry: no more entries, and whether the directory ends. */
    private static final int TAIL = 8;

    /** The verifier before the entries, and the tail. */
    private static final int FRAME = 8 + TAIL;

    private static final int TYPICAL_BARE = 48;
    private static final int TYPICAL_WITH_ATTRIBUTES = 192;
    private static final int MAX_PAGE = 1024;

    private final VirtualFileSystem files;
    private final FileAttributes attributes;

    READDIR(VirtualFileSystem files, FileAttributes attributes) {
        this.files = files;
        this.attributes = attributes;
    }

    @Override
    public Nfs4Result execute(READDIR4.Args args, Compound compound) throws IOException {
        FileHandle directory = compound.current();
        Types.requireDirectory(compound);
        if (args.cookie() == 1 || args.cookie() == 2 || (args.cookie() == 0 && args.cookieVerifier() != 0)) {
            throw new Nfs4Exception(Nfs4Status.BAD_COOKIE);
        }
        if (!args.request().and(FileAttributes.WRITE_ONLY).isEmpty()) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "an attribute that can only be set");
        }
        int room = Integer.compareUnsigned(args.maxCount(), Nfs4Limits.IO) > 0 ? Nfs4Limits.IO : args.maxCount();
        if (room < FRAME) {
            throw new Nfs4Exception(Nfs4Status.TOOSMALL);
        }
        return new Listing(args, compound, directory, room);
    }

    /** Written entry by entry until the room that was given is used up. */
    private final class Listing implements Nfs4Result {
        private final READDIR4.Args args;
        private final Compound compound;
        private final FileHandle directory;
        private final int room;
        private int entries;

        Listing(READDIR4.Args args, Compound compound, FileHandle directory, int room) {
            this.args = args;
            this.compound = compound;
            this.directory = directory;
            this.room = room;
        }

        @Override
        public void encode(XdrWriter out) throws IOException {
            int end = out.position() + room;
            int verifierAt = out.position();
            out.int64(0);
            long cookie = args.cookie();
            long verifier = args.cookieVerifier();
            boolean eof = false;
            boolean full = false;
            while (!eof && !full) {
                DirectoryPage page = page(cookie, verifier, end - out.position());
                verifier = page.verifier();
                for (DirectoryPage.Item item : page.items()) {
                    full = !append(item, out, end);
                    if (full) {
                        break;
                    }
                    cookie = item.cookie();
                }
                eof = page.end() && !full;
            }
            if (entries == 0 && full) {
                throw new Nfs4Exception(Nfs4Status.TOOSMALL);
            }
            out.patch(verifierAt, (int) (verifier >>> 32));
            out.patch(verifierAt + 4, (int) verifier);
            out.bool(false).bool(eof);
        }

        private DirectoryPage page(long cookie, long verifier, int bytesLeft) throws VfsException {
            boolean withAttributes = !args.request().minus(KNOWN_WITHOUT_ASKING).isEmpty();
            int perEntry = withAttributes ? TYPICAL_WITH_ATTRIBUTES : TYPICAL_BARE;
            int items = Math.clamp(bytesLeft / perEntry, 1, MAX_PAGE);
            return files.readDirectory(compound.caller(), directory, cookie, verifier, items, withAttributes);
        }

        private boolean append(DirectoryPage.Item item, XdrWriter out, int end) throws VfsException {
            int at = out.position();
            out.bool(true).int64(item.cookie()).string(item.name());
            encodeAttributes(item, out);
            if (out.position() + TAIL > end) {
                out.rewind(at);
                return false;
            }
            entries++;
            return true;
        }

        private void encodeAttributes(DirectoryPage.Item item, XdrWriter out) throws VfsException {
            Bitmap4 wanted = args.request();
            FileHandle handle = item.handle();
            Attributes known = item.attributes();
            if (handle == null) {
                encodeBare(wanted, item, out);
            } else if (known == null && !wanted.has(Attribute.RDATTR_ERROR)) {
                Bitmap4.EMPTY.encode(out);
                out.int32(0);
            } else {
                Nfs4Status error = known == null ? Nfs4Status.NOENT : Nfs4Status.OK;
                attributes.encode(wanted, handle, known, error, compound.minorVersion(), out);
            }
        }
    }

    /** Without a look at the object itself. */
    private static void encodeBare(Bitmap4 wanted, DirectoryPage.Item item, XdrWriter out) {
        Bitmap4 mask = wanted.and(KNOWN_WITHOUT_ASKING);
        mask.encode(out);
        int length = out.position();
        out.int32(0);
        for (int bit = mask.next(0); bit >= 0; bit = mask.next(bit + 1)) {
            if (bit == Attribute.TYPE.number()) {
                out.int32(FileAttributes.type(item.type()).number());
            } else if (bit == Attribute.RDATTR_ERROR.number()) {
                out.int32(Nfs4Status.OK.number());
            } else {
                out.int64(item.fileId());
            }
        }
        out.patch(length, out.position() - length - 4);
    }
}
