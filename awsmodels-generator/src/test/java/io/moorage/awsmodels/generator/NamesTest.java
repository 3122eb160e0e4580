package io.moorage.awsmodels.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "RoleName,roleName",
        "cluster,cluster",
        "AMIId,amiId",
        "VPC,vpc",
        "Public,publicValue",
        "Default,defaultValue",
        "enableECSManagedTags,enableECSManagedTags",
    })
    void membersBecomeComponents(String member, String component) {
        assertThat(Names.component(member)).isEqualTo(component);
    }

    @ParameterizedTest
    @CsvSource({
        "RunTask,RUN_TASK",
        "m5.large,M5_LARGE",
        "2xlarge,_2XLARGE",
        "IPv4Only,I_PV4_ONLY",
        "us-east-1,US_EAST_1"
    })
    void wordsBecomeConstants(String words, String constant) {
        assertThat(Names.constant(words)).isEqualTo(constant);
    }

    @Test
    void literalsAreAscii() {
        assertThat(Names.literal("a\"\\\n\tä")).isEqualTo("\"a\\\"\\\\\\n\\t\\u00e4\"");
        assertThat(Names.literalOrNull("")).isEqualTo("null");
    }
}
