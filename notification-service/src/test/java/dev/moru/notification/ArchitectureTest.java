package dev.moru.notification;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.moru.service.testing.HouseRules;

@AnalyzeClasses(packages = "dev.moru.notification", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theDomainKnowsNoTechnology = HouseRules.theDomainKnowsNoTechnology(
            "dev.moru.notification.channel", "dev.moru.notification.route", "dev.moru.notification.delivery");

    @ArchTest
    static final ArchRule adaptersAreUsedByNobody = HouseRules.adaptersAreUsedByNobody(
            "..persistence", "..messaging", "..work", "..webhook", "..email", "..slack", "..configuration");

    @ArchTest
    static final ArchRule featuresFormNoCycles = HouseRules.featuresFormNoCycles("dev.moru.notification");

    @ArchTest
    static final ArchRule webhooksAreASortOfChannelThatNobodyElseKnows = HouseRules.onlyItsKeeperKnows(
            "dev.moru.notification.channel.webhook", "dev.moru.notification.channel.webhook");
}
