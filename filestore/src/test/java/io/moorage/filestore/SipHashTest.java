package io.moorage.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The test vectors of "SipHash: a fast short-input PRF" (appendix A) and its reference vectors. */
class SipHashTest {
    @Test
    void hashesAsItsPaperSays() {
        byte[] key = counting(16);
        assertThat(new SipHash(key).hash(counting(15), 0, 15)).isEqualTo(0xa129ca6149be45e5L);
        assertThat(new SipHash(key).hash(counting(0), 0, 0)).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(new SipHash(key).hash(counting(8), 0, 8)).isEqualTo(0x93f5f5799a932462L);
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
