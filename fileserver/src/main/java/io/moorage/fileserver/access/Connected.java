package io.moorage.fileserver.access;

import io.moorage.fileserver.control.FileSystemTerms.AccessPoint;
import io.moorage.fileserver.control.FileSystemTerms.PosixUser;
import io.moorage.nfsserver.View;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What connections see that are alike: encrypted or not, through the same access point, of the same identity. What they may
 * do follows the file system's policy as it changes; an access point stays as it was when they came (EFS API reference,
 * DeleteAccessPoint).
 */
final class Connected implements View {
    /** Whom root is taken for without ClientRootAccess. */
    static final int NOBODY = 65534;

    private final Key key;
    private final Supplier<Judge> judges;
    private final Optional<AccessPoint> accessPoint;
    private final Optional<HandleSeal> seal;
    private final AccessFileSystem files;

    private volatile Judged judged;

    /** What makes connections alike. */
    record Key(boolean encrypted, Optional<AccessPoint> accessPoint, Optional<Identity> identity) {}

    private record Judged(Judge by, Rights rights) {}

    /**
     * @param files all of the file system
     * @param judges gives the judge by the policy as it is now
     * @param seal there exactly when there is an access point
     */
    Connected(
            Key key, VirtualFileSystem files, Supplier<Judge> judges, Optional<HandleSeal> seal, WriterGuards guards) {
        this.key = key;
        this.judges = judges;
        this.accessPoint = key.accessPoint();
        this.seal = seal;
        this.judged = judge(judges.get());
        RootDirectory root = accessPoint
                .map(point -> new RootDirectory(files, point.path(), point.creationInfo()))
                .orElseGet(() -> RootDirectory.whole(files));
        this.files = new AccessFileSystem(files, root, this::rights, guards);
    }

    private Judged judge(Judge by) {
        return new Judged(by, by.judge(key.encrypted(), accessPoint.map(AccessPoint::arn), key.identity()));
    }

    Rights rights() {
        Judged last = judged;
        Judge now = judges.get();
        if (last.by() != now) {
            last = judge(now);
            judged = last;
        }
        return last.rights();
    }

    @Override
    public String realm() {
        StringBuilder realm = new StringBuilder(key.encrypted() ? "tls" : "");
        accessPoint.ifPresent(point -> realm.append(' ').append(point.id()));
        key.identity().ifPresent(who -> realm.append(' ').append(who.arn()));
        return realm.toString();
    }

    @Override
    public VirtualFileSystem files() {
        return files;
    }

    @Override
    public Caller caller(Caller claimed) {
        Caller caller = accessPoint
                .map(AccessPoint::posixUser)
                .map(user -> enforced(claimed, user))
                .orElse(claimed);
        return rights().root() ? caller : squashed(caller);
    }

    private static Caller enforced(Caller claimed, PosixUser user) {
        return claimed.as(
                (int) user.uid(),
                (int) user.gid(),
                user.secondaryGids().stream().mapToInt(Long::intValue).toArray());
    }

    private static Caller squashed(Caller caller) {
        boolean rootless = caller.uid() != 0
                && caller.gid() != 0
                && Arrays.stream(caller.groups()).noneMatch(group -> group == 0);
        return rootless
                ? caller
                : caller.as(
                        orNobody(caller.uid()),
                        orNobody(caller.gid()),
                        Arrays.stream(caller.groups()).map(Connected::orNobody).toArray());
    }

    private static int orNobody(int id) {
        return id == 0 ? NOBODY : id;
    }

    @Override
    public byte[] seal(FileHandle file) {
        return seal.isPresent() ? seal.get().seal(file) : file.bytes();
    }

    @Override
    public FileHandle unseal(byte[] sealed) throws VfsException {
        return seal.isPresent() ? seal.get().unseal(sealed) : FileHandle.of(sealed);
    }
}
