package io.moorage.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That a call is refused as AWS refuses it. */
public final class Refused {
    private Refused() {}

    /** @param words a part of the message */
    public static void refused(String code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code));
    }
}
