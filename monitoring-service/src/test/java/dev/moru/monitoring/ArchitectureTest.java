package dev.moru.monitoring;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.moru.service.testing.HouseRules;

@AnalyzeClasses(packages = "dev.moru.monitoring", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theDomainKnowsNoTechnology = HouseRules.theDomainKnowsNoTechnology(
            "dev.moru.monitoring.target",
            "dev.moru.monitoring.alert",
            "dev.moru.monitoring.site",
            "dev.moru.monitoring.watch");

    @ArchTest
    static final ArchRule adaptersAreUsedByNobody = HouseRules.adaptersAreUsedByNobody(
            "..persistence",
            "..messaging",
            "..web",
            "..metrics",
            "..proxmox",
            "..prometheus",
            "..alertmanager",
            "..work",
            "..access",
            "..command");

    @ArchTest
    static final ArchRule featuresFormNoCycles = HouseRules.featuresFormNoCycles("dev.moru.monitoring");

    @ArchTest
    static final ArchRule onlyItsAdapterTalksToProxmox =
            HouseRules.onlyItsKeeperKnows("dev.moru.proxmox..", "dev.moru.monitoring.site.proxmox");
}
