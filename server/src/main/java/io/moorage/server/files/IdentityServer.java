package io.moorage.server.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.moorage.awsapi.Principal;
import io.moorage.base.sigv4.CredentialScope;
import io.moorage.base.sigv4.SigV4;
import io.moorage.controlwire.ControlCodec;
import io.moorage.controlwire.LineServer;
import io.moorage.fileserver.control.IdentityAnswer;
import io.moorage.fileserver.control.IdentityQuestion;
import io.moorage.iam.KeyHolders;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/** Tells file servers who holds an access key (EFS user guide, "Using IAM to control access to file systems"). */
public final class IdentityServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(IdentityServer.class.getName());
    private static final String SERVICE = "elasticfilesystem";

    private final KeyHolders holders;
    private final ControlCodec codec = new ControlCodec();
    private final LineServer lines;

    /** @param socket a predecessor's is taken over */
    public IdentityServer(Path socket, KeyHolders holders) throws IOException {
        this.holders = holders;
        this.lines = LineServer.start(socket, "identities", this::answer);
    }

    private LineServer.Reply answer(String line) throws IOException {
        try {
            IdentityQuestion question = codec.parse(line, IdentityQuestion.class);
            return new LineServer.Reply(codec.line(answer(question)), null);
        } catch (JsonProcessingException e) {
            throw new IOException("no question: " + e.getOriginalMessage(), e);
        }
    }

    private IdentityAnswer answer(IdentityQuestion question) {
        return new IdentityAnswer(holders.find(question.accessKeyId(), Optional.ofNullable(question.sessionToken()))
                .map(found -> holder(found, question))
                .orElse(null));
    }

    private static IdentityAnswer.Holder holder(KeyHolders.KeyHolder found, IdentityQuestion question) {
        Principal principal = found.principal();
        CredentialScope scope = new CredentialScope(question.date(), question.region(), SERVICE);
        String arn = principal.entityArn();
        return new IdentityAnswer.Holder(
                SigV4.signingKey(found.credential().secretAccessKey(), scope),
                principal.arn(),
                arn,
                principal.accountId(),
                principal.kind() == Principal.Kind.USER ? arn.substring(arn.lastIndexOf('/') + 1) : null,
                principal.kind() == Principal.Kind.ROOT,
                found.policies().identity(),
                found.policies().boundary().orElse(null),
                found.policies().session().orElse(null),
                found.credential().expiry());
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the socket for identities does not close: {0}", e.getMessage());
        }
    }
}
