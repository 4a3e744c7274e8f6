package dev.moru.provisioning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The domain knows nothing of what carries it, and adapters do not know each other's drivers. */
@AnalyzeClasses(packages = "dev.moru.provisioning", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "dev.moru.provisioning.server",
        "dev.moru.provisioning.site",
        "dev.moru.provisioning.operation",
        "dev.moru.provisioning.placement",
        "dev.moru.provisioning.configuration",
        "dev.moru.provisioning.bulk",
        "dev.moru.provisioning.errand",
        "dev.moru.provisioning.reconciler"
    };

    @ArchTest
    static final ArchRule DOMAIN_KNOWS_NO_TECHNOLOGY = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..",
                    "org.apache.kafka..",
                    "dev.moru.durable..",
                    "dev.moru.proxmox..",
                    "io.micrometer..");

    @ArchTest
    static final ArchRule DOMAIN_KNOWS_NO_ADAPTER = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.moru.provisioning..messaging",
                    "dev.moru.provisioning..persistence",
                    "dev.moru.provisioning..work",
                    "dev.moru.provisioning..proxmox",
                    "dev.moru.provisioning..noop");

    @ArchTest
    static final ArchRule ONLY_DRIVERS_TALK_TO_PROXMOX = noClasses()
            .that()
            .resideOutsideOfPackage("dev.moru.provisioning..proxmox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.moru.proxmox..");

    @ArchTest
    static final ArchRule NOBODY_BLOCKS_ON_A_PUBLISHER = noClasses()
            .should()
            .callMethod("reactor.core.publisher.Mono", "block")
            .orShould()
            .callMethod("reactor.core.publisher.Flux", "blockLast");
}
