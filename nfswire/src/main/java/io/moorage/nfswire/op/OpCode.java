package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.LockDenied4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** nfs_opnum4 without its prefix: every operation with its number, minor versions and decoders. */
public enum OpCode {
    ACCESS(3, Minor.BOTH, ACCESS4.Args::decode, ACCESS4.Ok::decode),
    CLOSE(4, Minor.BOTH, CLOSE4.Args::decode, CLOSE4.Ok::decode),
    COMMIT(5, Minor.BOTH, COMMIT4.Args::decode, COMMIT4.Ok::decode),
    CREATE(6, Minor.BOTH, CREATE4.Args::decode, CREATE4.Ok::decode),
    DELEGPURGE(7, Minor.BOTH),
    DELEGRETURN(8, Minor.BOTH),
    GETATTR(9, Minor.BOTH, GETATTR4.Args::decode, GETATTR4.Ok::decode),
    GETFH(10, Minor.BOTH, null, GETFH4.Ok::decode),
    LINK(11, Minor.BOTH, LINK4.Args::decode, LINK4.Ok::decode),
    LOCK(12, Minor.BOTH, LOCK4.Args::decode, LOCK4.Ok::decode),
    LOCKT(13, Minor.BOTH, LOCKT4.Args::decode, null),
    LOCKU(14, Minor.BOTH, LOCKU4.Args::decode, LOCKU4.Ok::decode),
    LOOKUP(15, Minor.BOTH, LOOKUP4.Args::decode, null),
    LOOKUPP(16, Minor.BOTH, null, null),
    NVERIFY(17, Minor.BOTH, NVERIFY4.Args::decode, null),
    OPEN(18, Minor.BOTH, OPEN4.Args::decode, OPEN4.Ok::decode),
    OPENATTR(19, Minor.BOTH),
    OPEN_CONFIRM(20, Minor.V40, OPEN_CONFIRM4.Args::decode, OPEN_CONFIRM4.Ok::decode),
    OPEN_DOWNGRADE(21, Minor.BOTH, OPEN_DOWNGRADE4.Args::decode, OPEN_DOWNGRADE4.Ok::decode),
    PUTFH(22, Minor.BOTH, PUTFH4.Args::decode, null),
    PUTPUBFH(23, Minor.BOTH, null, null),
    PUTROOTFH(24, Minor.BOTH, null, null),
    READ(25, Minor.BOTH, READ4.Args::decode, READ4.Ok::decode),
    READDIR(26, Minor.BOTH, READDIR4.Args::decode, READDIR4.Ok::decode),
    READLINK(27, Minor.BOTH, null, READLINK4.Ok::decode),
    REMOVE(28, Minor.BOTH, REMOVE4.Args::decode, REMOVE4.Ok::decode),
    RENAME(29, Minor.BOTH, RENAME4.Args::decode, RENAME4.Ok::decode),
    RENEW(30, Minor.V40, RENEW4.Args::decode, null),
    RESTOREFH(31, Minor.BOTH, null, null),
    SAVEFH(32, Minor.BOTH, null, null),
    SECINFO(33, Minor.BOTH, SECINFO4.Args::decode, SECINFO4.Ok::decode),
    SETATTR(34, Minor.BOTH, SETATTR4.Args::decode, SETATTR4.Ok::decode),
    SETCLIENTID(35, Minor.V40, SETCLIENTID4.Args::decode, SETCLIENTID4.Ok::decode),
    SETCLIENTID_CONFIRM(36, Minor.V40, SETCLIENTID_CONFIRM4.Args::decode, null),
    VERIFY(37, Minor.BOTH, VERIFY4.Args::decode, null),
    WRITE(38, Minor.BOTH, WRITE4.Args::decode, WRITE4.Ok::decode),
    RELEASE_LOCKOWNER(39, Minor.V40, RELEASE_LOCKOWNER4.Args::decode, null),
    BACKCHANNEL_CTL(40, Minor.V41, BACKCHANNEL_CTL4.Args::decode, null),
    BIND_CONN_TO_SESSION(41, Minor.V41, BIND_CONN_TO_SESSION4.Args::decode, BIND_CONN_TO_SESSION4.Ok::decode),
    EXCHANGE_ID(42, Minor.V41, EXCHANGE_ID4.Args::decode, EXCHANGE_ID4.Ok::decode),
    CREATE_SESSION(43, Minor.V41, CREATE_SESSION4.Args::decode, CREATE_SESSION4.Ok::decode),
    DESTROY_SESSION(44, Minor.V41, DESTROY_SESSION4.Args::decode, null),
    FREE_STATEID(45, Minor.V41, FREE_STATEID4.Args::decode, null),
    GET_DIR_DELEGATION(46, Minor.V41),
    GETDEVICEINFO(47, Minor.V41),
    GETDEVICELIST(48, Minor.V41),
    LAYOUTCOMMIT(49, Minor.V41),
    LAYOUTGET(50, Minor.V41),
    LAYOUTRETURN(51, Minor.V41),
    SECINFO_NO_NAME(52, Minor.V41, SECINFO_NO_NAME4.Args::decode, SECINFO4.Ok::decode),
    SEQUENCE(53, Minor.V41, SEQUENCE4.Args::decode, SEQUENCE4.Ok::decode),
    SET_SSV(54, Minor.V41),
    TEST_STATEID(55, Minor.V41, TEST_STATEID4.Args::decode, TEST_STATEID4.Ok::decode),
    WANT_DELEGATION(56, Minor.V41),
    DESTROY_CLIENTID(57, Minor.V41, DESTROY_CLIENTID4.Args::decode, null),
    RECLAIM_COMPLETE(58, Minor.V41, RECLAIM_COMPLETE4.Args::decode, null),
    ILLEGAL(10044, Minor.BOTH);

    /** The minor versions that have an operation. */
    public enum Minor {
        V40,
        V41,
        BOTH
    }

    /** Reads arguments. */
    interface ArgsDecoder {
        Nfs4Args decode(XdrReader in) throws XdrException, Nfs4Exception;
    }

    /** Reads what follows NFS4_OK. */
    interface ResultDecoder {
        Nfs4Result decode(XdrReader in) throws XdrException, Nfs4Exception;
    }

    private static final OpCode[] BY_NUMBER = byNumber();

    private final int number;
    private final Minor minor;
    private final boolean implemented;
    private final ArgsDecoder argsDecoder;
    private final ResultDecoder resultDecoder;

    OpCode(int number, Minor minor) {
        this.number = number;
        this.minor = minor;
        this.implemented = false;
        this.argsDecoder = in -> new NoArgs(this);
        this.resultDecoder = in -> Nfs4Result.VOID;
    }

    OpCode(int number, Minor minor, @Nullable ArgsDecoder args, @Nullable ResultDecoder result) {
        NoArgs noArgs = new NoArgs(this);
        this.number = number;
        this.minor = minor;
        this.implemented = true;
        this.argsDecoder = args != null ? args : in -> noArgs;
        this.resultDecoder = result != null ? result : in -> Nfs4Result.VOID;
    }

    public int number() {
        return number;
    }

    /** False for what the RFCs define and EFS does not offer: such an operation's arguments are never decoded. */
    public boolean implemented() {
        return implemented;
    }

    /** RFC 7530 section 16: whether NFSv4.{@code minorVersion} defines the operation at all. */
    public boolean definedIn(int minorVersion) {
        return minorVersion > 0 || minor != Minor.V41;
    }

    /** Whether NFSv4.{@code minorVersion} lets it be used; RFC 8881 section 17 takes some of NFSv4.0's away. */
    public boolean usableIn(int minorVersion) {
        return implemented && minor != (minorVersion == 0 ? Minor.V41 : Minor.V40);
    }

    /** The operation of that number; ILLEGAL when there is none. */
    public static OpCode of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : ILLEGAL;
    }

    public Nfs4Args decodeArgs(XdrReader in) throws XdrException, Nfs4Exception {
        return argsDecoder.decode(in);
    }

    /** Reads what follows {@code status}: for most failures nothing. */
    public Nfs4Result decodeResult(Nfs4Status status, XdrReader in) throws XdrException, Nfs4Exception {
        if (status == Nfs4Status.OK) {
            return resultDecoder.decode(in);
        }
        return switch (this) {
            case LOCK, LOCKT -> status == Nfs4Status.DENIED ? LockDenied4.decode(in) : Nfs4Result.VOID;
            case SETATTR -> SETATTR4.Ok.decode(in);
            case SETCLIENTID -> status == Nfs4Status.CLID_INUSE ? SETCLIENTID4.ClientAddr4.decode(in) : Nfs4Result.VOID;
            default -> Nfs4Result.VOID;
        };
    }

    private static OpCode[] byNumber() {
        OpCode[] table = new OpCode[RECLAIM_COMPLETE.number + 1];
        Arrays.fill(table, ILLEGAL);
        for (OpCode op : values()) {
            if (op != ILLEGAL) {
                table[op.number] = op;
            }
        }
        return table;
    }
}
