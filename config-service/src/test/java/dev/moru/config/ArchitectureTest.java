package dev.moru.config;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.moru.config", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNoFrameworkAndNoStore = noClasses()
            .that()
            .resideInAnyPackage("dev.moru.config.play", "dev.moru.config.role", "dev.moru.config.turn")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache..",
                    "java.sql..",
                    "javax.sql..",
                    "tools.jackson..",
                    "io.micrometer..",
                    "dev.moru.durable..",
                    "dev.moru.secrets..");

    @ArchTest
    static final ArchRule adaptersAreUsedByNobody = classes()
            .that()
            .resideInAnyPackage("..persistence", "..messaging", "..work", "..collection", "..play.ansible")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("dev.moru.config.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule playsKnowNoTurns = noClasses()
            .that()
            .resideInAnyPackage("dev.moru.config.play..", "dev.moru.config.role..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.moru.config.turn..");

    @ArchTest
    static final ArchRule nothingBlocksOnAReactiveType = noClasses()
            .should()
            .callMethodWhere(describe(
                    "blocks",
                    call -> call.getName().startsWith("block")
                            && call.getTargetOwner().getName().startsWith("reactor.")));
}
