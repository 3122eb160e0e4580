package io.moorage.vfs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of directory entries, without "." and "..".
 *
 * @param verifier to be handed back with the last cookie (RFC 7530 section 16.24 cookieverf)
 * @param end true when nothing follows
 */
public record DirectoryPage(List<Item> items, long verifier, boolean end) {
    /**
     * @param cookie resumes the listing after this entry; never 0, 1 or 2; stays good while the directory lives
     * @param handle and {@code attributes} are null unless they were asked for
     */
    public record Item(
            String name,
            long fileId,
            FileType type,
            long cookie,
            @Nullable FileHandle handle,
            @Nullable Attributes attributes) {}
}
