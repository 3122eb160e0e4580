package io.moorage.vfs.contract;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static io.moorage.vfs.contract.Fixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import org.junit.jupiter.api.Test;

/**
 * EFS user guide, "Quotas for Amazon EFS file systems", and what "Troubleshooting file operation errors" says happens beyond
 * them. Each test reaches the limit and is refused one further.
 */
public interface LimitsContract extends Fixture {
    /** "A name can be up to 255 bytes long", else "File name is too long". */
    @Test
    default void namesHaveAtMost255Bytes() throws Exception {
        String longest = "n".repeat(FileLimits.EFS.nameBytes());
        file(root(), longest, "");
        assertThat(names(root())).containsExactly(longest);
        assertRefused(VfsError.NAMETOOLONG, () -> file(root(), longest + "n", ""));
        assertRefused(VfsError.NAMETOOLONG, () -> file(root(), "\u00e9".repeat(128), ""));
    }

    /** "A symlink can be up to 4080 bytes in size", else "File name is too long". */
    @Test
    default void symbolicLinksHaveAtMost4080Bytes() throws Exception {
        String longest = "t".repeat(FileLimits.EFS.symlinkBytes());
        FileHandle link = object(ROOT, root(), "link", new NewObject.Symlink(longest), 0777);
        assertThat(fs().readLink(ROOT, link)).isEqualTo(longest);
        NewObject tooLong = new NewObject.Symlink(longest + "t");
        assertRefused(VfsError.NAMETOOLONG, () -> object(ROOT, root(), "link2", tooLong, 0777));
        assertThat(names(root())).containsExactly("link");
    }

    /** "You can have up to 177 hard links in a file", else "Too many links". */
    @Test
    default void filesHaveAtMost177Links() throws Exception {
        FileHandle file = file(root(), "file", "");
        for (int links = 1; links < FileLimits.EFS.links(); links++) {
            fs().link(ROOT, file, root(), "link" + links);
        }
        assertThat(attributes(file).links()).isEqualTo(FileLimits.EFS.links());
        assertRefused(VfsError.MLINK, () -> fs().link(ROOT, file, root(), "another"));
        fs().remove(ROOT, root(), "link1");
        fs().link(ROOT, file, root(), "another");
    }

    /** "Number of levels for directory depth: 1,000"; its error is not documented. */
    @Test
    default void directoriesAreAtMost1000Deep() throws Exception {
        FileHandle bottom = descended(FileLimits.EFS.depth());
        file(bottom, "file", "");
        FileHandle beside = directory(ROOT, root(), "beside", 0755);
        assertThat(attributes(beside).isDirectory()).isTrue();
        assertRefused(VfsError.NAMETOOLONG, () -> directory(ROOT, bottom, "d", 0755));
        assertRefused(VfsError.NAMETOOLONG, () -> fs().rename(ROOT, root(), "beside", bottom, "d"));
        assertThat(names(bottom)).containsExactly("file");
    }

    /** A directory so deep, made from below, which is quicker. It need not survive a crash: the disk is not waited for. */
    private FileHandle descended(int depth) throws VfsException {
        try (Gathering unsettled = fs().gather()) {
            assertThat(unsettled).isNotNull();
            FileHandle bottom = directory(ROOT, root(), "top", 0755);
            for (int above = 1; above < depth; above++) {
                FileHandle next = directory(ROOT, root(), "next", 0755);
                fs().rename(ROOT, root(), "top", next, "d");
                fs().rename(ROOT, root(), "next", root(), "top");
            }
            return bottom;
        }
    }

    /** "A single file can be up to 52,673,613,135,872 bytes in size", else "File too large". A disk may say so earlier. */
    @Test
    default void filesHaveAtMost47TebibytesAndMore() throws Exception {
        FileHandle file = file(root(), "file", "");
        long most = FileLimits.EFS.fileBytes();
        assertRefused(VfsError.FBIG, () -> fs().setAttributes(ROOT, file, AttributeChange.ofSize(most + 1)));
        try (OpenFile open = fs().openGranted(ROOT, file, OpenIntent.READ_WRITE)) {
            assertRefused(VfsError.FBIG, () -> fs().write(open, most, utf8("x"), Stability.UNSTABLE));
            assertRefused(VfsError.FBIG, () -> fs().setSize(open, most + 1));
        }
        assertThat(attributes(file).size()).isZero();
    }
}
