package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.fuse.AttributeCachePolicy;
import io.moorage.posix.FuseCalls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nfs(5), MOUNT OPTIONS. */
final class NfsOptionsTest {
    /** EFS user guide, "Recommended NFS mount options". */
    @Test
    void efsRecommendedOptionsAreTaken() throws Exception {
        NfsOptions options =
                parse("nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport,_netdev");
        assertThat(options.readBytes()).isEqualTo(1 << 20);
        assertThat(options.writeBytes()).isEqualTo(1 << 20);
        assertThat(options.giveUpAfter()).isEmpty();
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.port()).isEqualTo(2049);
        assertThat(options.flags()).isZero();
        assertThat(options.retryTime()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void softGivesUpAfterItsRetransmissions() throws Exception {
        assertThat(parse("soft,timeo=10,retrans=3").giveUpAfter()).contains(Duration.ofSeconds(4));
    }

    /** nfs(5): acregmin=3, acregmax=60, acdirmin=30, acdirmax=60 by default; actimeo sets all, noac none. */
    @Test
    void timesOfTheAttributeCacheAreTaken() throws Exception {
        assertThat(parse("rw").cache()).isEqualTo(AttributeCachePolicy.NFS);
        assertThat(parse("noac").cache()).isEqualTo(AttributeCachePolicy.NONE);
        assertThat(parse("actimeo=5,acdirmin=0").cache()).isEqualTo(AttributeCachePolicy.ofSeconds(5, 5, 0, 5));
        assertThat(parse("acregmin=1,acregmax=2,acdirmin=3,acdirmax=4").cache())
                .isEqualTo(AttributeCachePolicy.ofSeconds(1, 2, 3, 4));
    }

    @Test
    void laterOptionsWin() throws Exception {
        assertThat(parse("ro,rw").flags()).isZero();
        assertThat(parse("rw,ro,nosuid").flags()).isEqualTo(FuseCalls.MS_RDONLY | FuseCalls.MS_NOSUID);
    }

    @Test
    void sizesAreRoundedAndBounded() throws Exception {
        assertThat(parse("rsize=5000").readBytes()).isEqualTo(4096);
        assertThat(parse("wsize=1").writeBytes()).isEqualTo(1024);
        assertThat(parse("wsize=99999999").writeBytes()).isEqualTo(1 << 20);
    }

    @Test
    void initsOptionsAreSilent() throws Exception {
        NfsOptions options =
                parse("defaults,nofail,noauto,x-systemd.automount,comment=x,bg,retry=1,port=0,proto=tcp,sec=sys");
        assertThat(options.background()).isTrue();
        assertThat(options.retryTime()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bogus",
                "tls",
                "accesspoint=fsap-1",
                "rsize=x",
                "timeo=0",
                "port=70000",
                "nconnect=4",
                "rsize",
                "=",
                "retry=-1"
            })
    void whatIsUnknownIsRefusedAsMountNfsDoes(String option) {
        assertThatThrownBy(() -> parse(option))
                .isInstanceOfSatisfying(MountFailure.class, failure -> assertThat(failure.status())
                        .isEqualTo(32))
                .hasMessageContaining("an incorrect mount option was specified: " + option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vers=3", "nfsvers=4.2", "vers=4.0", "minorversion=0"})
    void anotherVersionIsRefusedWithTheOneThatIsSpoken(String option) {
        assertThatThrownBy(() -> parse(option))
                .hasMessage("Protocol not supported: this client speaks NFSv4.1 (vers=4.1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proto=udp", "udp", "sec=krb5"})
    void whatIsNotSpokenIsRefused(String option) {
        assertThatThrownBy(() -> parse(option)).hasMessage("Protocol not supported");
    }

    @Test
    void sloppyPassesOverWhatIsUnknown() throws Exception {
        assertThat(NfsOptions.parse(List.of("bogus", "ro"), true).flags()).isEqualTo(FuseCalls.MS_RDONLY);
    }

    private static NfsOptions parse(String options) throws MountFailure {
        return NfsOptions.parse(List.of(options.split(",")), false);
    }
}
