package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;

/** What a component name may be (RFC 7530 section 12.7). Its length is the file system's to judge. */
final class Names {
    private Names() {}

    static String check(String name) throws Nfs4Exception {
        if (name.isEmpty()) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "an empty name");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new Nfs4Exception(Nfs4Status.BADNAME);
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new Nfs4Exception(Nfs4Status.BADCHAR);
        }
        return name;
    }
}
