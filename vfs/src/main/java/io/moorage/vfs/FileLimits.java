package io.moorage.vfs;

/**
 * How large single objects may be. Every file system keeps to {@link #EFS}; what is beyond is refused with the error named here.
 *
 * @param nameBytes of one name; NAMETOOLONG
 * @param symlinkBytes of a symbolic link's target; NAMETOOLONG
 * @param links names of one file; MLINK
 * @param depth directories above and including one, the root not counted; NAMETOOLONG
 * @param fileBytes of one file; FBIG
 */
public record FileLimits(int nameBytes, int symlinkBytes, int links, int depth, long fileBytes) {
    /** EFS user guide, "Quotas for Amazon EFS file systems"; the errors: "Troubleshooting file operation errors". */
    public static final FileLimits EFS = new FileLimits(255, 4080, 177, 1000, 52_673_613_135_872L);
}
