package io.moorage.ec2.imds;

import io.moorage.ec2.Ec2Config;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** The instance identity document and its signatures (EC2 user guide, "Instance identity documents"). */
final class IdentityDocuments {
    private static final int LINE = 76;

    private final Ec2Config config;
    private final IdentitySigner signer;

    IdentityDocuments(Ec2Config config, IdentitySigner signer) {
        this.config = config;
        this.signer = signer;
    }

    /** Depends on the instance alone, so that a signature asked for later fits. */
    byte[] document(MetadataSubject subject) {
        var launch = subject.instance().launch();
        return MetadataTree.bytes("""
                {
                  "accountId" : "%s",
                  "architecture" : "x86_64",
                  "availabilityZone" : "%s",
                  "billingProducts" : null,
                  "devpayProductCodes" : null,
                  "marketplaceProductCodes" : null,
                  "imageId" : "%s",
                  "instanceId" : "%s",
                  "instanceType" : "%s",
                  "kernelId" : null,
                  "pendingTime" : "%s",
                  "privateIp" : "%s",
                  "ramdiskId" : null,
                  "region" : "%s",
                  "version" : "2017-09-30"
                }""".formatted(
                        config.accountId(),
                        launch.availabilityZone(),
                        launch.imageId(),
                        subject.instance().id(),
                        launch.instanceType(),
                        subject.instance().launched().truncatedTo(ChronoUnit.SECONDS),
                        subject.networkInterface().privateAddress(),
                        config.region()));
    }

    byte[] signature(MetadataSubject subject) {
        return wrapped(signer.sign(document(subject)));
    }

    byte[] pkcs7(MetadataSubject subject) {
        return wrapped(signer.pkcs7(document(subject)));
    }

    private static byte[] wrapped(byte[] signature) {
        return Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(signature);
    }
}
