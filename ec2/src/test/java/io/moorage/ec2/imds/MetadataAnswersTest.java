package io.moorage.ec2.imds;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ec2.imds.MetadataAnswers.Answer;
import io.moorage.ec2.imds.MetadataAnswers.Request;
import io.moorage.model.ec2.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EC2 user guide, "Instance metadata categories", "How Instance Metadata Service Version 2 works". */
class MetadataAnswersTest {
    private static final Instant NOW = Subjects.LAUNCHED;
    private static final IdentitySigner SIGNER = new IdentitySigner() {
        @Override
        public byte[] sign(byte[] document) {
            return new byte[] {1};
        }

        @Override
        public boolean isSigned(byte[] document, byte[] signature) {
            return false;
        }

        @Override
        public byte[] pkcs7(byte[] document) {
            return new byte[] {2};
        }
    };

    private final SessionTokens tokens = new SessionTokens(new byte[32]);
    private final MetadataAnswers answers = new MetadataAnswers(
            new MetadataTree(Subjects.CONFIG, Subjects::credentials, new IdentityDocuments(Subjects.CONFIG, SIGNER)),
            tokens);
    private final MetadataSubject subject =
            Subjects.subject(Subjects.instance(false, Optional.of("#!/bin/sh\necho \u00e9\n")));

    @ParameterizedTest
    @CsvSource({
        "meta-data/ami-id, ami-1",
        "meta-data/hostname, ip-172-31-16-5.ec2.internal",
        "meta-data/instance-id, i-1",
        "meta-data/instance-type, t2.micro",
        "meta-data/local-ipv4, 172.31.16.5",
        "meta-data/mac, 02:00:ac:1f:10:05",
        "meta-data/placement/availability-zone, us-east-1b",
        "meta-data/placement/region, us-east-1",
        "meta-data/public-hostname, ec2-198-18-0-7.compute-1.amazonaws.com",
        "meta-data/public-ipv4, 198.18.0.7",
        "meta-data/public-keys/, 0=laptop",
        "meta-data/public-keys/0/, openssh-key",
        "meta-data/public-keys/0/openssh-key, ssh-ed25519 AAAA key",
        "meta-data/security-groups, default",
        "meta-data/services/domain, amazonaws.com",
        "meta-data/services/partition, aws",
        "meta-data/ami-manifest-path, (unknown)",
        "meta-data/ami-launch-index, 0",
        "meta-data/block-device-mapping/root, /dev/xvda",
        "meta-data/block-device-mapping/ebs1, sdf",
        "meta-data/events/maintenance/scheduled, []",
        "meta-data/instance-action, none",
        "meta-data/instance-life-cycle, on-demand",
        "meta-data/placement/availability-zone-id, use1-az2",
        "meta-data/reservation-id, r-1",
        "meta-data/network/interfaces/macs/02:00:ac:1f:10:05/device-number, 0",
        "meta-data/network/interfaces/macs/02:00:ac:1f:10:05/ipv4-associations/198.18.0.7, 172.31.16.5",
        "meta-data/network/interfaces/macs/02:00:ac:1f:10:05/owner-id, 123456789012",
        "dynamic/fws/instance-monitoring, disabled",
        "meta-data/network/interfaces/macs/, 02:00:ac:1f:10:05/",
        "meta-data/network/interfaces/macs/02:00:ac:1f:10:05/vpc-id, vpc-1",
        "meta-data/network/interfaces/macs/02:00:ac:1f:10:05/subnet-id, subnet-1",
        "meta-data/network/interfaces/macs/02:00:ac:1f:10:05/vpc-ipv4-cidr-block, 172.31.0.0/16",
        "meta-data/iam/security-credentials/, ecsRole",
    })
    void categoriesAreThereAsTheGuideNamesThem(String path, String value) {
        assertThat(text(get("/latest/" + path))).isEqualTo(value);
        assertThat(text(get("/2021-03-23/" + path))).isEqualTo(value);
    }

    @Test
    void directoriesListTheirNames() {
        assertThat(text(get("/"))).startsWith("1.0\n").endsWith("\nlatest");
        assertThat(text(get("/latest/"))).isEqualTo("dynamic\nmeta-data\nuser-data");
        assertThat(text(get("/latest/meta-data")).lines())
                .contains("ami-id", "iam/", "network/", "placement/", "public-keys/");
        assertThat(text(get("/latest/dynamic/instance-identity"))).isEqualTo("document\npkcs7\nrsa2048\nsignature");
    }

    @Test
    void userDataArrivesByteForByte() {
        assertThat(text(get("/latest/user-data"))).isEqualTo("#!/bin/sh\necho \u00e9\n");
        MetadataSubject without = Subjects.subject(Subjects.instance(false, Optional.empty()));
        assertThat(answers.answer(without, request("GET", "/latest/user-data"), NOW)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void roleCredentialsHaveTheirSixMembers() {
        assertThat(text(get("/latest/meta-data/iam/security-credentials/ecsRole")))
                .contains(
                        "\"Code\" : \"Success\"",
                        "\"Type\" : \"AWS-HMAC\"",
                        "\"AccessKeyId\" : \"ASIAEXAMPLE\"",
                        "\"SecretAccessKey\" : \"secret\"",
                        "\"Token\" : \"session\"",
                        "\"LastUpdated\" : \"2026-11-22T18:00:00Z\"",
                        "\"Expiration\" : \"2026-11-23T00:00:00Z\"");
        assertThat(text(get("/latest/meta-data/iam/info"))).contains(Subjects.PROFILE_ARN, "AIPAEXAMPLE");
        assertThat(get("/latest/meta-data/iam/security-credentials/other").status())
                .isEqualTo(404);
    }

    @Test
    void identityIsSigned() {
        assertThat(text(get("/latest/dynamic/instance-identity/document")))
                .contains("\"instanceId\" : \"i-1\"", "\"region\" : \"us-east-1\"");
        assertThat(text(get("/latest/dynamic/instance-identity/signature")))
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nonsense/",
                "/latest/meta-data/spot/instance-action",
                "/latest/meta-data/spot/termination-time",
                "/latest/meta-data/tags/instance/",
                "/latest/meta-data/autoscaling/target-lifecycle-state",
                "/latest/meta-data/ami-id/x",
                "/.."
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void aTokenIsGoodForItsInstanceUntilItExpires() {
        Answer issued = answers.answer(subject, put(Map.of(MetadataAnswers.LIFE_HEADER, "60")), NOW);
        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.headers()).containsEntry(MetadataAnswers.LIFE_HEADER, "60");
        assertThat(read(text(issued), NOW.plusSeconds(59))).isEqualTo(200);
        assertThat(read(text(issued), NOW.plusSeconds(60))).isEqualTo(401);
        assertThat(read(tokens.issue("i-2", 60, NOW), NOW)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "!!!!", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded(String token) {
        assertThat(read(token, NOW)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "21601", "abc", "99999999999999999999"})
    void aTokensLifeIsOneSecondToSixHours(String life) {
        assertThat(answers.answer(subject, put(Map.of(MetadataAnswers.LIFE_HEADER, life)), NOW)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aTokenIsNeverGivenThroughAProxyNorWithoutALife() {
        assertThat(answers.answer(
                                subject,
                                put(Map.of(MetadataAnswers.LIFE_HEADER, "60", "X-Forwarded-For", "10.0.0.1")),
                                NOW)
                        .status())
                .isEqualTo(403);
        assertThat(answers.answer(subject, put(Map.of()), NOW).status()).isEqualTo(400);
    }

    @Test
    void anInstanceThatRequiresTokensAnswersNothingWithoutOne() {
        MetadataSubject strict = Subjects.subject(Subjects.instance(true, Optional.empty()));
        assertThat(answers.answer(strict, request("GET", "/latest/meta-data/"), NOW)
                        .status())
                .isEqualTo(401);
    }

    /** "403 - Forbidden: The request is not allowed or the IMDS is turned off." */
    @Test
    void anInstanceWhoseMetadataIsOffIsForbiddenEverything() {
        MetadataSubject off = with(new Instance.MetadataOptions(false, 1, false), Map.of());
        assertThat(answers.answer(off, request("GET", "/latest/meta-data/"), NOW)
                        .status())
                .isEqualTo(403);
        assertThat(answers.answer(off, put(Map.of(MetadataAnswers.LIFE_HEADER, "60")), NOW)
                        .status())
                .isEqualTo(403);
    }

    /** "Instance tags ... Only available if you explicitly allow access to tags in instance metadata." */
    @Test
    void tagsAreThereWhenTheInstanceAllowsThem() {
        var tags = Map.of("Name", "web", "aws:autoscaling:groupName", "asg");
        MetadataSubject tagged = with(new Instance.MetadataOptions(true, 1, true), tags);
        assertThat(text(answers.answer(tagged, request("GET", "/latest/meta-data/tags/instance/"), NOW)))
                .isEqualTo("Name\naws:autoscaling:groupName");
        assertThat(text(answers.answer(tagged, request("GET", "/latest/meta-data/tags/instance/Name"), NOW)))
                .isEqualTo("web");
        assertThat(answers.answer(
                                with(Instance.MetadataOptions.DEFAULT, tags),
                                request("GET", "/latest/meta-data/tags/instance/Name"),
                                NOW)
                        .status())
                .isEqualTo(404);
    }

    private static MetadataSubject with(Instance.MetadataOptions options, Map<String, String> tags) {
        Instance instance = Subjects.instance(false, Optional.empty()).withTags(tags);
        return Subjects.subject(instance.withLaunch(
                instance.launch().edit().metadata(false, options).build()));
    }

    @Test
    void otherMethodsAreRefused() {
        assertThat(get("/latest/api/token").status()).isEqualTo(405);
        assertThat(answers.answer(subject, request("PUT", "/latest/meta-data/"), NOW)
                        .status())
                .isEqualTo(405);
        assertThat(answers.answer(subject, request("POST", "/latest/meta-data/"), NOW)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void tokensOutliveARestartWithTheSameSecret() {
        String token = tokens.issue("i-1", Duration.ofHours(1).toSeconds(), NOW);
        assertThat(new SessionTokens(new byte[32]).isGood(token, "i-1", NOW)).isTrue();
    }

    private int read(String token, Instant now) {
        var request = new Request(
                "GET", "/latest/meta-data/", Map.of(MetadataAnswers.TOKEN_HEADER.toLowerCase(Locale.ROOT), token));
        return answers.answer(subject, request, now).status();
    }

    private Answer get(String path) {
        return answers.answer(subject, request("GET", path), NOW);
    }

    private static Request request(String method, String path) {
        return new Request(method, path, Map.of());
    }

    private static Request put(Map<String, String> headers) {
        var lower = new java.util.HashMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new Request("PUT", "/latest/api/token", lower);
    }

    private static String text(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
