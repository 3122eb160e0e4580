package io.moorage.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.moorage.ecs.fixture.RuleBreaker;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules, on what ships; and each rule on a class that breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private final JavaClasses broken = new ClassFileImporter().importClasses(RuleBreaker.class);
    private JavaClasses shipped;

    /** Without the records that are generated from AWS's models: none of them was written by anybody. */
    @BeforeAll
    void read() {
        shipped = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/io/moorage/awsmodels/"))
                .importPackages("io.moorage");
    }

    @Test
    void everyModuleStandsInTheTable() {
        Set<String> modules = shipped.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(Modules.ROOT))
                .map(name -> name.substring(Modules.ROOT.length()).replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());

        assertThat(modules).hasSizeGreaterThan(10).isSubsetOf(Modules.MAY_IMPORT.keySet());
    }

    static Set<String> modules() {
        return Modules.MAY_IMPORT.keySet();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleImportsOnlyWhatTheTableGrants(String module) {
        Modules.importsOnlyItsOwn(module)
                .allowEmptyShould(module.equals("awsmodels"))
                .check(shipped);
    }

    static List<ArchRule> codeRules() {
        return CodeRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("codeRules")
    void codeKeepsTheRule(ArchRule rule) {
        rule.check(shipped);
    }

    @ParameterizedTest
    @MethodSource("codeRules")
    void theRuleCanFail(ArchRule rule) {
        assertThat(rule.evaluate(broken).hasViolation()).isTrue();
    }

    @Test
    void theTableCanFail() {
        assertThat(Modules.importsOnlyItsOwn("ecs")
                        .evaluate(broken)
                        .getFailureReport()
                        .getDetails())
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(detail).contains("io.moorage.efs.EfsConfig"));
    }
}
