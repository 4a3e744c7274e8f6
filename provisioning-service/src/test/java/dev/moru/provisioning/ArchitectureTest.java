package dev.moru.provisioning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.moru.service.testing.HouseRules;

@AnalyzeClasses(packages = "dev.moru.provisioning", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

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
    static final ArchRule theDomainKnowsNoTechnology = HouseRules.theDomainKnowsNoTechnology(DOMAIN);

    @ArchTest
    static final ArchRule theDomainKnowsNoAdapter = noClasses()
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
    static final ArchRule onlyDriversTalkToProxmox =
            HouseRules.onlyItsKeeperKnows("dev.moru.proxmox..", "dev.moru.provisioning..proxmox..");
}
