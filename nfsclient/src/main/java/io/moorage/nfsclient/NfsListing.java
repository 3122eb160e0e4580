package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.READDIR4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.vfs.Caller;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** READDIR as pages. RFC 8881 section 18.23. */
final class NfsListing {
    /** A name of 255 bytes with all attributes fits twice. */
    private static final int SMALLEST_REPLY = 2048;

    private static final int LARGEST_REPLY = 256 << 10;
    private static final int ITEM_BYTES = 64;
    private static final int FULL_ITEM_BYTES = 320;

    private final Calls calls;

    NfsListing(Calls calls) {
        this.calls = calls;
    }

    DirectoryPage page(
            Caller caller, FileHandle directory, long cookie, long verifier, int maxItems, boolean withAttributes)
            throws VfsException {
        long bytes = (long) maxItems * (withAttributes ? FULL_ITEM_BYTES : ITEM_BYTES);
        int reply = Math.clamp(bytes, SMALLEST_REPLY, LARGEST_REPLY);
        try {
            return ask(caller, directory, cookie, verifier, maxItems, withAttributes, reply);
        } catch (Nfs4Exception refused) {
            if (refused.status() != Nfs4Status.TOOSMALL || reply == LARGEST_REPLY) {
                throw Errors.of(refused);
            }
        } catch (IOException failed) {
            throw NfsNames.translated(failed);
        }
        try {
            return ask(caller, directory, cookie, verifier, maxItems, withAttributes, LARGEST_REPLY);
        } catch (IOException failed) {
            throw NfsNames.translated(failed);
        }
    }

    private DirectoryPage ask(
            Caller caller,
            FileHandle directory,
            long cookie,
            long verifier,
            int maxItems,
            boolean withAttributes,
            int replyBytes)
            throws IOException {
        Bitmap4 wanted = withAttributes ? AttributeCodec.WANTED_WITH_HANDLE : AttributeCodec.NAMED;
        READDIR4.Args readdir = new READDIR4.Args(cookie, verifier, replyBytes, replyBytes, wanted);
        return calls.call(
                caller,
                false,
                () -> List.of(FileTable.putfh(directory), readdir),
                Calls.NOTHING,
                reply -> page(reply.skip(OpCode.PUTFH).result(OpCode.READDIR, READDIR4.Ok.class), maxItems));
    }

    private static DirectoryPage page(READDIR4.Ok listing, int maxItems) throws XdrException {
        List<READDIR4.Entry4> entries = listing.entries();
        int taken = Math.min(maxItems, entries.size());
        List<DirectoryPage.Item> items = new ArrayList<>(taken);
        for (READDIR4.Entry4 entry : entries.subList(0, taken)) {
            AttributeCodec.Listed listed = AttributeCodec.readListed(entry.attributes());
            items.add(new DirectoryPage.Item(
                    entry.name(),
                    listed.fileId(),
                    listed.type(),
                    entry.cookie(),
                    listed.handle(),
                    listed.attributes()));
        }
        return new DirectoryPage(items, listing.cookieVerifier(), listing.eof() && taken == entries.size());
    }
}
