package dev.moru.monitoring;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.moru.monitoring", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNoFrameworkAndNoStore = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.moru.monitoring.target",
                    "dev.moru.monitoring.alert",
                    "dev.moru.monitoring.site",
                    "dev.moru.monitoring.watch")
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
                    "dev.moru.proxmox..",
                    "dev.moru.secrets..");

    @ArchTest
    static final ArchRule adaptersAreUsedByNobody = classes()
            .that()
            .resideInAnyPackage(
                    "..persistence",
                    "..messaging",
                    "..web",
                    "..metrics",
                    "..proxmox",
                    "..prometheus",
                    "..work",
                    "..access",
                    "..command")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("dev.moru.monitoring.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyItsAdapterTalksToProxmox = noClasses()
            .that()
            .resideOutsideOfPackage("dev.moru.monitoring.site.proxmox")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.moru.proxmox..");

    @ArchTest
    static final ArchRule nothingBlocksOnAReactiveType = noClasses()
            .should()
            .callMethodWhere(describe(
                    "blocks",
                    call -> call.getName().startsWith("block")
                            && call.getTargetOwner().getName().startsWith("reactor.")));
}
