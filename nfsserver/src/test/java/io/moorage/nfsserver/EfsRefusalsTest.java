package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.lock;
import static io.moorage.nfsserver.TestClient.opaque;
import static io.moorage.nfsserver.TestClient.open;
import static io.moorage.nfsserver.TestClient.openCreate;
import static io.moorage.nfsserver.TestClient.root;
import static io.moorage.nfsserver.TestClient.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Opened;
import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Specdata4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.CallbackSecParms4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.SECINFO4;
import io.moorage.nfswire.op.SECINFO_NO_NAME4;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.nfswire.op.VERIFY4;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.rpc.RpcCall;
import io.moorage.nfswire.rpc.RpcReply;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What EFS does not offer, refused as EFS says it is: EFS user guide, "Unsupported NFSv4.0 and 4.1 features". Each test quotes
 * the line it defends.
 */
class EfsRefusalsTest {
    @TempDir
    Path recovery;

    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(recovery);
        client = server.connect();
        client.readySession("client-a", 1);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    /** "Operation OPEN always returns OPEN_DELEGATE_NONE as the delegation type." */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x100, 0x200, 0x300, 0x400, 0x500})
    void openNeverGivesADelegation(int wish) throws IOException {
        OPEN4.Args asking = open(0, "o", 0, 1 | wish, new OPEN4.How.Unchecked(Fattr4.EMPTY), new OPEN4.Claim.Null("f"));
        // OPEN4.Ok is decoded from OPEN_DELEGATE_NONE and from 4.1's OPEN_DELEGATE_NONE_EXT, and from nothing else.
        OPEN4.Ok opened = client.ok41(root(), asking).last(OPEN4.Ok.class);
        assertThat(opened.wanted() == OPEN4.Wanted.UNSAID).isEqualTo(wish == 0);
    }

    /** "The operation OPEN returns NFSERR_NOTSUPP for the CLAIM_DELEGATE_CUR and CLAIM_DELEGATE_PREV claim types." */
    @Test
    void claimsOfDelegationsAreNotSupported() throws IOException {
        long id = client.clientId("client-40", 1);
        OPEN4.How existing = new OPEN4.How.NoCreate();
        Opened file = client.opened("o", "f");
        OPEN4.Claim current = new OPEN4.Claim.DelegateCur(Stateid4.ANONYMOUS, "f");
        OPEN4.Claim previous = new OPEN4.Claim.DelegatePrev("f");
        assertThat(client.status40(root(), open(id, "a", 1, 1, existing, current)))
                .isEqualTo(Nfs4Status.NOTSUPP);
        assertThat(client.status40(root(), open(id, "b", 1, 1, existing, previous)))
                .isEqualTo(Nfs4Status.NOTSUPP);
        assertThat(client.status41(root(), open(0, "o", 0, 1, existing, current)))
                .isEqualTo(Nfs4Status.NOTSUPP);
        assertThat(client.status41(root(), open(0, "o", 0, 1, existing, previous)))
                .isEqualTo(Nfs4Status.NOTSUPP);
        assertThat(client.status41(
                        file.file(), open(0, "o", 0, 1, existing, new OPEN4.Claim.DelegCurFh(Stateid4.ANONYMOUS))))
                .isEqualTo(Nfs4Status.NOTSUPP);
        assertThat(client.status41(file.file(), open(0, "o", 0, 1, existing, new OPEN4.Claim.DelegPrevFh())))
                .isEqualTo(Nfs4Status.NOTSUPP);
    }

    /** "Client delegation or callbacks of any type" and "pNFS". */
    @ParameterizedTest
    @EnumSource(
            names = {
                "DELEGPURGE",
                "DELEGRETURN",
                "OPENATTR",
                "GET_DIR_DELEGATION",
                "WANT_DELEGATION",
                "GETDEVICEINFO",
                "GETDEVICELIST",
                "LAYOUTCOMMIT",
                "LAYOUTGET",
                "LAYOUTRETURN",
                "SET_SSV"
            })
    void operationsOfWhatIsNotOfferedAreNotSupported(OpCode op) throws IOException {
        assertThat(client.status41(root(), new NoArgs(op))).isEqualTo(Nfs4Status.NOTSUPP);
        Nfs4Status in40 = op.definedIn(0) ? Nfs4Status.NOTSUPP : Nfs4Status.OP_ILLEGAL;
        assertThat(client.status40(root(), new NoArgs(op))).isEqualTo(in40);
    }

    /** "pNFS": the server is neither a metadata nor a data server (RFC 8881 section 13.1), whatever a client wants. */
    @Test
    void theServerHasNoPnfsRole() throws IOException {
        EXCHANGE_ID4.Ok announced = TestClient.Results.ok(client.compound(
                        1,
                        new EXCHANGE_ID4.Args(
                                5,
                                opaque("pnfs"),
                                EXCHANGE_ID4.FLAG_MASK_PNFS,
                                EXCHANGE_ID4.StateProtect.SP4_NONE,
                                null)))
                .last(EXCHANGE_ID4.Ok.class);
        assertThat(announced.flags() & EXCHANGE_ID4.FLAG_MASK_PNFS).isEqualTo(EXCHANGE_ID4.FLAG_USE_NON_PNFS);
    }

    /** "Persistent reply cache", and "callbacks of any type": a session has neither, though they are asked for. */
    @Test
    void sessionsHaveNoPersistentReplyCacheAndNoBackChannel() throws IOException {
        EXCHANGE_ID4.Ok announced = client.exchangeId("other", 1);
        int wanted = CREATE_SESSION4.FLAG_PERSIST | CREATE_SESSION4.FLAG_CONN_BACK_CHAN;
        CREATE_SESSION4.Ok created = TestClient.Results.ok(client.compound(
                        1,
                        new CREATE_SESSION4.Args(
                                announced.clientId(),
                                announced.sequence(),
                                wanted,
                                TestClient.CHANNEL,
                                TestClient.CHANNEL,
                                0,
                                new CallbackSecParms4())))
                .last(CREATE_SESSION4.Ok.class);
        assertThat(created.flags()).isZero();
    }

    /** "All locks in Amazon EFS are advisory: read and write operations don't check for conflicting locks." */
    @Test
    void locksAreAdvisory() throws IOException {
        Opened mine = client.opened("o", "f");
        client.ok41(mine.file(), lock(LockType4.WRITE_LT, 0, -1, mine.stateid(), "l"));
        try (TestClient other = server.connect()) {
            other.readySession("client-b", 1);
            Opened theirs = other.opened("o", "f");
            other.ok41(theirs.file(), write(theirs.stateid(), 0, "over"));
            other.ok41(theirs.file(), write(Stateid4.ANONYMOUS, 4, "written"));
            other.ok41(theirs.file(), new READ4.Args(theirs.stateid(), 0, 100));
        }
    }

    /** "NFS4ERR_NOTSUPP for any OPEN commands specifying a share deny value other than OPEN4_SHARE_DENY_NONE." */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void denyModesAreNotSupported(int deny) throws IOException {
        OPEN4.Args plain = openCreate(0, "o", 0, "f");
        OPEN4.Args denying = new OPEN4.Args(0, 3, deny, plain.owner(), plain.how(), plain.claim());
        assertThat(client.status41(root(), denying)).isEqualTo(Nfs4Status.NOTSUPP);
        assertThat(client.status41(root(), new LOOKUP4.Args("f")))
                .as("nothing is made")
                .isEqualTo(Nfs4Status.NOENT);
    }

    /**
     * "Unsupported attributes: ARCHIVE, FILES_AVAIL, FILES_FREE, FILES_TOTAL, FS_LOCATIONS, MIMETYPE, QUOTA_AVAIL_HARD,
     * QUOTA_AVAIL_SOFT, QUOTA_USED, TIME_BACKUP and ACL. An attempt to set these attributes results in an NFS4ERR_ATTRNOTSUPP
     * error"; and "Access control lists", "NFSv4.1 data retention": 58 and 59 are dacl and sacl, 69 to 73 retention.
     */
    @ParameterizedTest
    @ValueSource(ints = {14, 21, 22, 23, 24, 32, 38, 39, 40, 49, 12, 13, 58, 59, 69, 70, 71, 72, 73})
    void attributesThatEfsLacksAreNotSupported(int attribute) throws IOException {
        Fattr4 unsupported = new Fattr4(Bitmap4.EMPTY.with(attribute), ByteBuffer.allocate(8));
        Opened file = client.opened("o", "f");
        assertThat(client.status41(file.file(), new SETATTR4.Args(file.stateid(), unsupported)))
                .isEqualTo(Nfs4Status.ATTRNOTSUPP);
        assertThat(client.status41(
                        root(), new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), "d", unsupported)))
                .isEqualTo(Nfs4Status.ATTRNOTSUPP);
        OPEN4.How how = new OPEN4.How.Unchecked(unsupported);
        assertThat(client.status41(root(), open(0, "o", 0, 3, how, new OPEN4.Claim.Null("g"))))
                .isEqualTo(Nfs4Status.ATTRNOTSUPP);
        assertThat(client.status41(root(), new VERIFY4.Args(unsupported))).isEqualTo(Nfs4Status.ATTRNOTSUPP);
        AttributeValues said =
                attributes(file, Bitmap4.of(Attribute.SUPPORTED_ATTRS).with(attribute));
        assertThat(said.mask()).isEqualTo(Bitmap4.of(Attribute.SUPPORTED_ATTRS));
        assertThat(said.get(Attribute.SUPPORTED_ATTRS).has(attribute)).isFalse();
        assertThat(client.status41(root(), new LOOKUP4.Args("d"))).isEqualTo(Nfs4Status.NOENT);
    }

    /** "Amazon EFS doesn't update the time_access attribute on file reads." */
    @Test
    void readingLeavesTheAccessTimeAlone() throws IOException {
        Opened file = client.opened("o", "f");
        client.ok41(file.file(), write(file.stateid(), 0, "text"));
        AttributeValues before = attributes(file, Bitmap4.of(Attribute.TIME_ACCESS));
        server.clock.advance(Duration.ofSeconds(5));
        client.ok41(file.file(), new READ4.Args(file.stateid(), 0, 100));
        assertThat(attributes(file, Bitmap4.of(Attribute.TIME_ACCESS)).get(Attribute.TIME_ACCESS))
                .isEqualTo(before.get(Attribute.TIME_ACCESS));
    }

    /** "Kerberos based security": only AUTH_SYS and AUTH_NONE are offered, and RPCSEC_GSS is no credential. */
    @Test
    void kerberosIsNotOffered() throws IOException {
        assertThat(client.ok41(root(), new SECINFO_NO_NAME4.Args(0))
                        .last(SECINFO4.Ok.class)
                        .flavors())
                .containsExactly(Credential.AUTH_SYS, Credential.AUTH_NONE);
        RpcCall call = RpcCall.nfs(77, RpcCall.NULL, new Credential.Unknown(Credential.RPCSEC_GSS));
        assertThat(refusal(call)).isEqualTo(RpcReply.Outcome.AUTH_BADCRED);
    }

    /** "Amazon EFS doesn't support NFSv2, or NFSv3." */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void otherVersionsOfNfsAreNotServed(int version) throws IOException {
        RpcCall call =
                new RpcCall(78, RpcCall.RPC_VERSION, RpcCall.NFS_PROGRAM, version, RpcCall.NULL, new Credential.None());
        assertThat(refusal(call)).isEqualTo(RpcReply.Outcome.PROG_MISMATCH);
    }

    /**
     * "Unsupported file types when using the CREATE operation: Block devices (NF4BLK), character devices (NF4CHR), attribute
     * directory (NF4ATTRDIR), and named attribute (NF4NAMEDATTR)." The status is not documented. For devices it is what mknod(2)
     * says of a file system without them, EPERM: RFC 8881's NFS4ERR_BADTYPE has no errno, and Linux gives programs a bare 527.
     */
    @Test
    void devicesAndNamedAttributesAreNotMade() throws IOException {
        Specdata4 device = new Specdata4(1, 3);
        for (NfsFtype4 type : new NfsFtype4[] {NfsFtype4.NF4BLK, NfsFtype4.NF4CHR}) {
            assertThat(client.status41(
                            root(), new CREATE4.Args(new CREATE4.ObjectType.Device(type, device), "x", Fattr4.EMPTY)))
                    .isEqualTo(Nfs4Status.PERM);
        }
        for (NfsFtype4 type : new NfsFtype4[] {NfsFtype4.NF4ATTRDIR, NfsFtype4.NF4NAMEDATTR, NfsFtype4.NF4REG}) {
            assertThat(client.status41(root(), new CREATE4.Args(new CREATE4.ObjectType.Plain(type), "x", Fattr4.EMPTY)))
                    .isEqualTo(Nfs4Status.BADTYPE);
        }
        assertThat(client.status41(root(), new LOOKUP4.Args("x"))).isEqualTo(Nfs4Status.NOENT);
    }

    /** "SetUID on directories": what is made in such a directory belongs to who makes it. */
    @Test
    void setuidOnDirectoriesMeansNothing() throws IOException {
        Fattr4 mode = new AttributeValues().with(Attribute.MODE, 04777).toFattr4();
        client.ok41(root(), new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), "d", mode));
        client.as(1001);
        Fattr4 made = client.ok41(
                        root(),
                        new LOOKUP4.Args("d"),
                        openCreate(0, "o", 0, "f"),
                        new GETATTR4.Args(Bitmap4.of(Attribute.OWNER)))
                .last(GETATTR4.Ok.class)
                .attributes();
        assertThat(parsed(made).get(Attribute.OWNER)).isEqualTo("1001");
    }

    private AttributeValues attributes(Opened file, Bitmap4 wanted) throws IOException {
        return parsed(client.ok41(file.file(), new GETATTR4.Args(wanted))
                .last(GETATTR4.Ok.class)
                .attributes());
    }

    private static AttributeValues parsed(Fattr4 attributes) throws IOException {
        return attributes.parse();
    }

    private RpcReply.Outcome refusal(RpcCall call) throws IOException {
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(1024));
        out.int32(0);
        call.encode(out);
        out.patch(0, 0x80000000 | (out.position() - 4));
        client.sendRaw(Arrays.copyOf(out.buffer().array(), out.position()));
        return RpcReply.decode(new XdrReader(client.receiveRecord())).outcome();
    }
}
