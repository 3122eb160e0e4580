package io.moorage.fileserver.access;

import io.moorage.base.sigv4.CredentialScope;
import io.moorage.efswire.ClientCertificate;
import io.moorage.efswire.ClientCertificate.Authorization;
import io.moorage.efswire.ConnectSignature;
import io.moorage.efswire.MalformedCertificateException;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.FileSystemTerms.AccessPoint;
import io.moorage.fileserver.control.IdentityAnswer.Holder;
import io.moorage.fileserver.control.IdentityQuestion;
import io.moorage.nfsserver.Admission;
import io.moorage.nfsserver.ServedView;
import io.moorage.nfsserver.View;
import io.moorage.policy.HeldPolicies;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyParser;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Admits the connections of one file system. A client certificate that is wrong in any way, or names an access point that is
 * not there, gets a view in which everything is denied, so that the mount fails as it does with EFS: "access denied by server".
 */
public final class AccessControl implements Admission {
    private static final Logger LOG = System.getLogger(AccessControl.class.getName());

    /** Clocks may differ so much. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final String fileSystemId;
    private final VirtualFileSystem files;
    private final Function<View, ServedView> served;
    private final WriterGuards guards;
    private final Surroundings surroundings;

    private volatile Terms terms;
    private volatile @Nullable FileSystemTerms followed;

    /** Views that some connection may have, so that clients keep their replies when they come again. Guarded by itself. */
    private final Map<Connected.Key, WeakReference<ServedView>> views = new HashMap<>();

    private final ServedView denied;

    /** @param region of signatures; empty when no file system policy or access point was declared */
    private record Terms(Judge judge, String region, Map<String, AccessPoint> accessPoints) {}

    /** What is the same for all file systems of a server. */
    public static final class Surroundings {
        private final KnownHolders holders;
        private final Function<String, byte[]> sealKeys;
        private final InstantSource clock;

        /** @param sealKeys gives each name a key of 16 bytes, another for every name and the same over restarts */
        public Surroundings(Authority authority, Function<String, byte[]> sealKeys, InstantSource clock) {
            this.holders = new KnownHolders(authority, clock);
            this.sealKeys = sealKeys;
            this.clock = clock;
        }
    }

    /**
     * @param served makes a view ready to be given to connections
     * @param guards of the file system's directories
     * @param terms null for a file system that is open to everyone and has no access points
     */
    public AccessControl(
            String fileSystemId,
            VirtualFileSystem files,
            Function<View, ServedView> served,
            WriterGuards guards,
            Surroundings surroundings,
            @Nullable FileSystemTerms terms) {
        this.fileSystemId = fileSystemId;
        this.files = files;
        this.served = served;
        this.guards = guards;
        this.surroundings = surroundings;
        this.terms = read(fileSystemId, terms);
        this.followed = terms;
        this.denied = served.apply(new Denied(files));
    }

    /** From now on these terms hold, for connections that there are as well. */
    public void follow(@Nullable FileSystemTerms next) {
        if (!Objects.equals(next, followed)) {
            terms = read(fileSystemId, next);
            followed = next;
        }
    }

    private static Terms read(String fileSystemId, @Nullable FileSystemTerms given) {
        try {
            if (given == null) {
                Judge open = Judge.of("arn:aws:elasticfilesystem:::file-system/" + fileSystemId, false, null);
                return new Terms(open, "", Map.of());
            }
            Map<String, AccessPoint> accessPoints = new HashMap<>();
            given.accessPoints().forEach(point -> accessPoints.put(point.id(), point));
            String[] arn = given.arn().split(":", -1);
            return new Terms(
                    Judge.of(given.arn(), given.readOnly(), given.policy()),
                    arn.length > 3 ? arn[3] : "",
                    Map.copyOf(accessPoints));
        } catch (MalformedPolicyException e) {
            throw new IllegalArgumentException("the policy of " + fileSystemId + " is none: " + e.getMessage(), e);
        }
    }

    @Override
    public ServedView admit(Arrival arrival) throws IOException {
        try {
            Connected.Key key = arrival.certificate().isPresent()
                    ? known(arrival.certificate().get())
                    : new Connected.Key(arrival.encrypted(), Optional.empty(), Optional.empty());
            return view(key);
        } catch (DeniedException e) {
            LOG.log(Level.INFO, "{0} is denied access to {1}: {2}", arrival.address(), fileSystemId, e.getMessage());
            return denied;
        }
    }

    /**
     * What an encrypted client of that identity sees.
     *
     * @param accessPointId null: not through one
     * @throws IOException when there is no such access point, in words
     */
    public View visit(@Nullable String accessPointId, Holder visitor) throws IOException {
        Optional<AccessPoint> accessPoint = Optional.empty();
        if (accessPointId != null) {
            AccessPoint found = terms.accessPoints().get(accessPointId);
            if (found == null) {
                throw new IOException("there is no access point " + accessPointId + ", or it is still being made");
            }
            accessPoint = Optional.of(found);
        }
        return seen(new Connected.Key(true, accessPoint, Optional.of(identity(visitor))));
    }

    private Connected seen(Connected.Key key) {
        Optional<HandleSeal> seal = key.accessPoint()
                .map(point -> new HandleSeal(surroundings.sealKeys.apply(fileSystemId + "/" + point.id())));
        return new Connected(key, files, () -> terms.judge(), seal, guards);
    }

    /** Why a client is denied everything. */
    private static final class DeniedException extends Exception {
        private static final long serialVersionUID = 1L;

        DeniedException(String message) {
            super(message, null, false, false);
        }
    }

    private Connected.Key known(X509Certificate certificate) throws DeniedException, IOException {
        Instant now = surroundings.clock.instant();
        ClientCertificate says = read(certificate, now);
        if (says.fileSystemId().isPresent() && !says.fileSystemId().get().equals(fileSystemId)) {
            throw new DeniedException(
                    "its certificate is for " + says.fileSystemId().get());
        }
        Optional<AccessPoint> accessPoint = Optional.empty();
        if (says.accessPointId().isPresent()) {
            AccessPoint found = terms.accessPoints().get(says.accessPointId().get());
            if (found == null) {
                throw new DeniedException(
                        "there is no access point " + says.accessPointId().get());
            }
            accessPoint = Optional.of(found);
        }
        Optional<Identity> identity = says.authorization().isPresent()
                ? Optional.of(identity(says.authorization().get(), says, now))
                : Optional.empty();
        return new Connected.Key(true, accessPoint, identity);
    }

    private static ClientCertificate read(X509Certificate certificate, Instant now) throws DeniedException {
        try {
            if (now.isBefore(certificate.getNotBefore().toInstant().minus(SKEW))
                    || now.isAfter(certificate.getNotAfter().toInstant().plus(SKEW))) {
                throw new CertificateException("it is not valid now");
            }
            return ClientCertificate.of(certificate);
        } catch (CertificateException | MalformedCertificateException e) {
            throw new DeniedException("its certificate: " + e.getMessage());
        }
    }

    private Identity identity(Authorization claim, ClientCertificate says, Instant now)
            throws DeniedException, IOException {
        if (now.isBefore(claim.time().minus(SKEW)) || now.isAfter(claim.time().plus(ConnectSignature.LIFE))) {
            throw new DeniedException("its signature is of " + claim.time());
        }
        String region = terms.region();
        CredentialScope scope = CredentialScope.of(claim.time(), region, ConnectSignature.SERVICE);
        Holder holder = surroundings
                .holders
                .find(new IdentityQuestion(
                        claim.accessKeyId(), claim.sessionToken().orElse(null), scope.date(), region))
                .orElseThrow(() -> new DeniedException("nobody holds the access key " + claim.accessKeyId()));
        String expected = ConnectSignature.sign(
                holder.signingKey(),
                claim.accessKeyId(),
                claim.sessionToken(),
                region,
                fileSystemId,
                says.publicKeyHash(),
                claim.time());
        if (!MessageDigest.isEqual(ascii(expected), ascii(claim.signature()))) {
            throw new DeniedException("its signature is not that of " + holder.arn());
        }
        return identity(holder);
    }

    private static Identity identity(Holder holder) {
        return new Identity(
                holder.arn(),
                holder.entityArn(),
                holder.accountId(),
                Optional.ofNullable(holder.userName()),
                holder.root(),
                held(holder));
    }

    private static HeldPolicies held(Holder holder) {
        return new HeldPolicies(
                documents(holder, holder.policies()),
                Optional.ofNullable(holder.boundary()).map(policies -> documents(holder, policies)),
                Optional.ofNullable(holder.sessionPolicies()).map(policies -> documents(holder, policies)));
    }

    private static List<PolicyDocument> documents(Holder holder, List<String> policies) {
        PolicyParser parser = new PolicyParser();
        List<PolicyDocument> documents = new ArrayList<>();
        for (String policy : policies) {
            try {
                documents.add(parser.identityPolicy(policy));
            } catch (MalformedPolicyException e) {
                throw new IllegalStateException("a policy of " + holder.arn() + " is none", e);
            }
        }
        return documents;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private ServedView view(Connected.Key key) {
        synchronized (views) {
            views.values().removeIf(view -> view.get() == null);
            WeakReference<ServedView> kept = views.get(key);
            ServedView view = kept == null ? null : kept.get();
            if (view == null) {
                view = served.apply(seen(key));
                views.put(key, new WeakReference<>(view));
            }
            return view;
        }
    }
}
