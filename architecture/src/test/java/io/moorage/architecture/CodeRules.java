package io.moorage.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** What no class of any module does, with the reason. */
final class CodeRules {
    /** Where time and randomness come from: each program's Main, and the command, which lives in its user's time. */
    private static final DescribedPredicate<JavaClass> SOURCES =
            simpleName("Main").or(resideInAnyPackage("io.moorage.cli..")).as("a Main or the command");

    /** Threads of their own that pace themselves against another process, which no test's clock moves. */
    private static final DescribedPredicate<JavaClass> PACED = SOURCES.or(resideInAnyPackage(
                    "io.moorage.agent.docker..",
                    "io.moorage.agent.logs..",
                    "io.moorage.agent.session..",
                    "io.moorage.server.process.."))
            .as("a Main, the command, or what watches another process");

    static final ArchRule TIME_IS_PASSED_IN = noClasses()
            .that(DescribedPredicate.not(SOURCES))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .accessTargetWhere(calls(Clock.class, "system"))
            .because("a clock that is passed in can be moved by a test and by the simulation");

    static final ArchRule NOBODY_SLEEPS = noClasses()
            .that(DescribedPredicate.not(PACED))
            .should()
            .accessTargetWhere(calls(Thread.class, "sleep"))
            .because("a loop that waits for its wake or its time can be stopped at once; see LoopThread");

    static final ArchRule RANDOMNESS_IS_PASSED_IN = noClasses()
            .that(DescribedPredicate.not(SOURCES))
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(java.security.SecureRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .orShould()
            .callMethod(RandomGenerator.class, "getDefault")
            .because("what was drawn from a seed can be drawn again");

    static final ArchRule NO_STATIC_STATE = fields().that()
            .haveModifier(STATIC)
            .and()
            .doNotHaveModifier(SYNTHETIC)
            .should()
            .haveModifier(FINAL)
            .andShould()
            .notHaveRawType(resideInAnyPackage("java.util.concurrent.."))
            .because("two servers in one process, as tests run them, share nothing");

    static final ArchRule ONE_WAY_TO_LOG = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.slf4j..")
            .because("System.Logger is the one way; what it ends in is chosen where a program is put together");

    static final ArchRule ONLY_PROGRAMS_PRINT = noClasses()
            .that(DescribedPredicate.not(SOURCES))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessTargetWhere(calls(Throwable.class, "printStackTrace"))
            .because("what a library prints, nobody can turn off");

    static final ArchRule SYSTEM_CALLS_STAND_TOGETHER = noClasses()
            .that(DescribedPredicate.not(
                    resideInAnyPackage("io.moorage.posix..", "io.moorage.fuse..", "io.moorage.filestore..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..")
            .because("memory that is no Java memory is touched where every line is about it");

    static final List<ArchRule> ALL = List.of(
            TIME_IS_PASSED_IN,
            NOBODY_SLEEPS,
            RANDOMNESS_IS_PASSED_IN,
            NO_STATIC_STATE,
            ONE_WAY_TO_LOG,
            ONLY_PROGRAMS_PRINT,
            SYSTEM_CALLS_STAND_TOGETHER);

    private CodeRules() {}

    /** Any method of {@code owner} whose name begins so, whatever it takes. */
    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String method) {
        return DescribedPredicate.describe(
                "calls " + owner.getSimpleName() + "." + method,
                access -> access.getTargetOwner().isAssignableTo(owner)
                        && access.getTarget().getName().startsWith(method));
    }
}
