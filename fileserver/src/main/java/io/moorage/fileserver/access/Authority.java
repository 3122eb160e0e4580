package io.moorage.fileserver.access;

import io.moorage.controlwire.ControlCodec;
import io.moorage.controlwire.LineClient;
import io.moorage.fileserver.control.IdentityAnswer;
import io.moorage.fileserver.control.IdentityQuestion;
import java.io.IOException;

/** Knows who holds access keys: the control plane. */
public interface Authority {
    /** Of a server that has none: nobody can prove to be anybody. */
    Authority NONE = question -> new IdentityAnswer(null);

    /** @throws IOException when it cannot be reached or does not answer in time */
    IdentityAnswer ask(IdentityQuestion question) throws IOException;

    /** Asks over a socket of the control plane. */
    static Authority over(LineClient lines) {
        ControlCodec codec = new ControlCodec();
        return question -> codec.parse(lines.ask(codec.line(question), question.accessKeyId()), IdentityAnswer.class);
    }
}
