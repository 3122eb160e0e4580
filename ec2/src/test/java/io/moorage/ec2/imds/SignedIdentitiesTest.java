package io.moorage.ec2.imds;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Principal;
import io.moorage.ec2.TestEc2;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.Ec2Tables;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** EC2 user guide, "Instance identity documents": whose they are, and for how long they are believed. */
class SignedIdentitiesTest {
    private static final byte[] SIGNATURE = {7};
    private static final IdentitySigner SIGNER = new IdentitySigner() {
        @Override
        public byte[] sign(byte[] document) {
            return SIGNATURE;
        }

        @Override
        public boolean isSigned(byte[] document, byte[] signature) {
            return Arrays.equals(signature, SIGNATURE);
        }

        @Override
        public byte[] pkcs7(byte[] document) {
            return SIGNATURE;
        }
    };

    @Test
    void aDocumentIsBelievedWhileItsInstanceExists() {
        try (TestEc2 ec2 = new TestEc2()) {
            var identities = new SignedIdentities(ec2.store, TestEc2.CONFIG, SIGNER);
            String id =
                    String.valueOf(ec2.run(request -> {}).instances().getFirst().instanceId());
            var row = ec2.store.view().find(Ec2Tables.INSTANCES, id).orElseThrow();
            var subject = MetadataSubject.at(
                            ec2.store.view(),
                            row.launch().vpcId(),
                            ec2.store
                                    .view()
                                    .find(Ec2Tables.INTERFACES, row.networkInterfaceId())
                                    .orElseThrow()
                                    .privateAddress())
                    .orElseThrow();
            byte[] document = new IdentityDocuments(TestEc2.CONFIG, SIGNER).document(subject);

            Optional<Principal> found = identities.verify(document, SIGNATURE);
            assertThat(found.map(Principal::userId)).contains(id);
            assertThat(found.map(Principal::kind)).contains(Principal.Kind.INSTANCE);
            assertThat(identities.verify(document, new byte[] {8})).isEmpty();
            assertThat(identities.verify(new byte[] {'x'}, SIGNATURE)).isEmpty();

            ec2.store.transact(tx -> {
                tx.update(
                        Ec2Tables.INSTANCES,
                        row.shuttingDown(StateReason.USER_SHUTDOWN, row.changed())
                                .terminated(row.changed()));
                return tx;
            });
            assertThat(identities.verify(document, SIGNATURE)).isEmpty();
        }
    }
}
