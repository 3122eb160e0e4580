package io.moorage.iam.action;

import static io.moorage.iam.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.iam.DeleteServerCertificateRequest;
import io.moorage.awsmodels.iam.GetServerCertificateRequest;
import io.moorage.awsmodels.iam.GetServerCertificateResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListServerCertificateTagsRequest;
import io.moorage.awsmodels.iam.ListServerCertificatesRequest;
import io.moorage.awsmodels.iam.ServerCertificateMetadata;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.awsmodels.iam.TagServerCertificateRequest;
import io.moorage.awsmodels.iam.UntagServerCertificateRequest;
import io.moorage.awsmodels.iam.UpdateServerCertificateRequest;
import io.moorage.awsmodels.iam.UploadServerCertificateRequest;
import io.moorage.iam.IamWorld;
import io.moorage.model.elb.Attributes;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Protocol;
import io.moorage.store.ElbTables;
import io.moorage.store.IamTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IAM user guide, "Manage server certificates in IAM", with the errors that the API reference names. */
final class ServerCertificatesTest {
    private static final String MAKE = """
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=root -keyout root-key.pem -out root.pem
            openssl req -newkey rsa:2048 -nodes -subj /CN=site -keyout key.pem -out site.csr
            openssl x509 -req -in site.csr -CA root.pem -CAkey root-key.pem -CAcreateserial -days 2 -out site.pem
            openssl rsa -in key.pem -traditional -out old-key.pem
            openssl rsa -in key.pem -aes128 -passout pass:x -out secret-key.pem
            openssl ecparam -name prime256v1 -genkey -noout -out ec-key.pem
            openssl req -x509 -new -key ec-key.pem -days 2 -subj /CN=ec -out ec.pem
            """;

    @TempDir
    static Path files = Path.of("set by JUnit");

    private final IamWorld world = new IamWorld();

    @BeforeAll
    static void make() throws Exception {
        Process process = new ProcessBuilder("sh", "-ec", MAKE)
                .directory(files.toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("log").toFile())
                .start();
        assertThat(process.waitFor()).as("openssl").isZero();
    }

    /** OpenSSL makes certificates that are valid from now on. */
    @BeforeEach
    void bePresent() {
        Instant present = InstantSource.system().instant().plusSeconds(60);
        world.advanceSeconds(Duration.between(world.now(), present).toSeconds());
    }

    private static String pem(String name) throws IOException {
        return Files.readString(files.resolve(name + ".pem"));
    }

    private ServerCertificateMetadata upload(String name, String body, String key, @Nullable String chain) {
        return Optional.ofNullable(world.call(
                                IamOperations.UPLOAD_SERVER_CERTIFICATE,
                                UploadServerCertificateRequest.builder()
                                        .serverCertificateName(name)
                                        .certificateBody(body)
                                        .privateKey(key)
                                        .certificateChain(chain)
                                        .build())
                        .serverCertificateMetadata())
                .orElseThrow();
    }

    private GetServerCertificateResponse get(String name) {
        return world.call(
                IamOperations.GET_SERVER_CERTIFICATE,
                GetServerCertificateRequest.builder()
                        .serverCertificateName(name)
                        .build());
    }

    private void delete(String name) {
        world.call(
                IamOperations.DELETE_SERVER_CERTIFICATE,
                DeleteServerCertificateRequest.builder()
                        .serverCertificateName(name)
                        .build());
    }

    @Test
    void aCertificateIsKeptWithItsKeyWhichNobodyIsTold() throws Exception {
        ServerCertificateMetadata uploaded = upload("site", pem("site"), pem("old-key"), pem("root"));
        assertThat(uploaded.arn()).isEqualTo("arn:aws:iam::123456789012:server-certificate/site");
        assertThat(uploaded.serverCertificateId()).matches("ASCA[A-Z2-7]{17}");
        assertThat(uploaded.expiration()).isAfter(uploaded.uploadDate());
        assertThat(get("site").serverCertificate()).satisfies(found -> {
            assertThat(found.certificateBody()).isEqualTo(pem("site"));
            assertThat(found.certificateChain()).isEqualTo(pem("root"));
            assertThat(found.toString()).doesNotContain("PRIVATE KEY");
        });
        assertThat(world.store
                        .view()
                        .find(IamTables.SERVER_CERTIFICATES, "site")
                        .orElseThrow()
                        .key())
                .as("in PKCS #8, for whoever shows it")
                .startsWith("-----BEGIN PRIVATE KEY-----");
        upload("ec", pem("ec"), pem("ec-key"), null);
        assertThat(world.call(
                                IamOperations.LIST_SERVER_CERTIFICATES,
                                ListServerCertificatesRequest.builder().build())
                        .serverCertificateMetadataList())
                .extracting(ServerCertificateMetadata::serverCertificateName)
                .containsExactly("ec", "site");
        delete("ec");
        refused("NoSuchEntity", "The Server Certificate with name ec cannot be found.", () -> get("ec"));
    }

    @Test
    void whatIsNoCertificateOrNotItsKeyIsRefused() throws Exception {
        String site = pem("site");
        refused("MalformedCertificate", "PEM", () -> upload("site", "none", pem("key"), null));
        refused("MalformedCertificate", "PEM", () -> upload("site", site + pem("root"), pem("key"), null));
        refused("MalformedCertificate", "private key", () -> upload("site", site, "none", null));
        refused("MalformedCertificate", "not encrypted", () -> upload("site", site, pem("secret-key"), null));
        refused("MalformedCertificate", "index", () -> upload("site", site, pem("key"), pem("ec")));
        refused("KeyPairMismatch", "does not match", () -> upload("site", site, pem("root-key"), null));
        refused("KeyPairMismatch", "does not match", () -> upload("site", site, pem("ec-key"), null));
        refused("MalformedCertificate", "valid", () -> {
            world.advanceSeconds(Duration.ofDays(3).toSeconds());
            upload("site", site, pem("key"), null);
        });
        bePresent();
        upload("site", site, pem("key"), null);
        refused("EntityAlreadyExists", "SITE", () -> upload("SITE", site, pem("key"), null));
    }

    /** Quota "Server certificates stored in an AWS account". */
    @Test
    void twentyAreTheMost() throws Exception {
        for (int i = 0; i < 20; i++) {
            upload("c" + i, pem("ec"), pem("ec-key"), null);
        }
        refused(
                "LimitExceeded",
                "Cannot exceed quota for ServerCertificatesPerAccount: 20",
                () -> upload("one-more", pem("ec"), pem("ec-key"), null));
    }

    /** DeleteServerCertificate: "the request will fail" while a load balancer has it. */
    @Test
    void aLoadBalancerKeepsItsCertificateWhateverItIsCalled() throws Exception {
        upload("site", pem("site"), pem("key"), null);
        String arn = "arn:aws:iam::123456789012:server-certificate/site";
        world.store.transact(tx -> {
            tx.insert(ElbTables.LOAD_BALANCERS, showing(arn));
            return arn;
        });
        refused("DeleteConflict", "is currently in use by arn:aws:elasticloadbalancing", () -> delete("site"));
        world.call(
                IamOperations.UPDATE_SERVER_CERTIFICATE,
                UpdateServerCertificateRequest.builder()
                        .serverCertificateName("site")
                        .newServerCertificateName("shop")
                        .newPath("/lb/")
                        .build());
        assertThat(world.store
                        .view()
                        .find(ElbTables.LOAD_BALANCERS, "web")
                        .orElseThrow()
                        .showsCertificate("arn:aws:iam::123456789012:server-certificate/lb/shop"))
                .isTrue();
        refused("DeleteConflict", "loadbalancer/web", () -> delete("shop"));
    }

    private static LoadBalancer showing(String arn) {
        return new LoadBalancer(
                "web",
                "web.test",
                "vpc-1",
                LoadBalancer.Scheme.INTERNAL,
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of(new Listener(Protocol.SSL, 443, Protocol.TCP, 80, Optional.of(arn), List.of())),
                HealthCheck.ofPort(80),
                Attributes.DEFAULT,
                List.of(),
                List.of(),
                Map.of());
    }

    @Test
    void tags() throws Exception {
        upload("ec", pem("ec"), pem("ec-key"), null);
        world.call(
                IamOperations.TAG_SERVER_CERTIFICATE,
                TagServerCertificateRequest.builder()
                        .serverCertificateName("ec")
                        .tags(List.of(
                                Tag.builder().key("a").value("1").build(),
                                Tag.builder().key("b").value("2").build()))
                        .build());
        world.call(
                IamOperations.UNTAG_SERVER_CERTIFICATE,
                UntagServerCertificateRequest.builder()
                        .serverCertificateName("ec")
                        .tagKeys(List.of("a"))
                        .build());
        assertThat(world.call(
                                IamOperations.LIST_SERVER_CERTIFICATE_TAGS,
                                ListServerCertificateTagsRequest.builder()
                                        .serverCertificateName("ec")
                                        .build())
                        .tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
    }
}
