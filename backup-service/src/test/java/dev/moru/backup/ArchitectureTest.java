package dev.moru.backup;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.moru.service.testing.HouseRules;

@AnalyzeClasses(packages = "dev.moru.backup", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theDomainKnowsNoTechnology = HouseRules.theDomainKnowsNoTechnology(
            "dev.moru.backup.site",
            "dev.moru.backup.archive",
            "dev.moru.backup.point",
            "dev.moru.backup.policy",
            "dev.moru.backup.turn");

    @ArchTest
    static final ArchRule adaptersAreUsedByNobody = HouseRules.adaptersAreUsedByNobody(
            "..persistence", "..messaging", "..proxmox", "..work", "..cron", "..clock", "..metrics", "..command");

    @ArchTest
    static final ArchRule featuresFormNoCycles = HouseRules.featuresFormNoCycles("dev.moru.backup");

    @ArchTest
    static final ArchRule onlyItsAdapterTalksToProxmox =
            HouseRules.onlyItsKeeperKnows("dev.moru.proxmox..", "dev.moru.backup.archive.proxmox");
}
