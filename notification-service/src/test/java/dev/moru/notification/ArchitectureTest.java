package dev.moru.notification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.moru.notification", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNoFrameworkAndNoStore = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.moru.notification.channel", "dev.moru.notification.route", "dev.moru.notification.delivery")
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
            .resideInAnyPackage("..persistence", "..messaging", "..work", "..webhook", "..configuration")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("dev.moru.notification.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule channelsAreSortsThatNobodyElseKnows = noClasses()
            .that()
            .resideOutsideOfPackage("dev.moru.notification.channel.webhook")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.moru.notification.channel.webhook");

    @ArchTest
    static final ArchRule nothingBlocksOnAReactiveType = noClasses()
            .should()
            .callMethodWhere(describe(
                    "blocks",
                    call -> call.getName().startsWith("block")
                            && call.getTargetOwner().getName().startsWith("reactor.")));
}
