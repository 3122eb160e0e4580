package io.moorage.vfs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.FileType;
import io.moorage.vfs.VirtualFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link VirtualFileSystem} promises, for every implementation: extend it and say how to make a fresh, empty file
 * system whose root belongs to root and has mode 0755. Each chapter is an interface of tests.
 */
public abstract class VirtualFileSystemContract
        implements NamesContract,
                PermissionsContract,
                OwnershipContract,
                CreateContract,
                RenameContract,
                LinksContract,
                LimitsContract,
                ContentContract,
                AttributesContract,
                DirectoryListingContract,
                HandlesContract,
                ConcurrencyContract {
    private VirtualFileSystem fileSystem;

    /** A fresh, empty file system; the suite closes it. */
    protected abstract VirtualFileSystem create() throws Exception;

    /** Called after the file system was closed: put away what {@link #create} needed. */
    protected void putAway() throws Exception {}

    @Override
    public VirtualFileSystem fs() {
        return fileSystem;
    }

    @BeforeEach
    void makeFileSystem() throws Exception {
        fileSystem = create();
    }

    @AfterEach
    void closeFileSystem() throws Exception {
        try {
            fileSystem.close();
        } finally {
            putAway();
        }
    }

    @Test
    void aFreshFileSystemIsAnEmptyDirectoryOfRoot() throws Exception {
        assertThat(fs().getAttributes(fs().root()).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(fs().getAttributes(fs().root()).uid()).isZero();
        assertThat(fs().getAttributes(fs().root()).mode()).isEqualTo(0755);
        assertThat(names(fs().root())).isEmpty();
        assertThat(fs().status().totalBytes()).isPositive();
    }
}
