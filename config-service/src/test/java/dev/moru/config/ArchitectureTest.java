package dev.moru.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.moru.service.testing.HouseRules;

@AnalyzeClasses(packages = "dev.moru.config", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theDomainKnowsNoTechnology = HouseRules.theDomainKnowsNoTechnology(
            "dev.moru.config.play", "dev.moru.config.role", "dev.moru.config.turn");

    @ArchTest
    static final ArchRule adaptersAreUsedByNobody = HouseRules.adaptersAreUsedByNobody(
            "..persistence", "..messaging", "..work", "..collection", "..play.ansible");

    @ArchTest
    static final ArchRule featuresFormNoCycles = HouseRules.featuresFormNoCycles("dev.moru.config");

    @ArchTest
    static final ArchRule playsKnowNoTurns = noClasses()
            .that()
            .resideInAnyPackage("dev.moru.config.play..", "dev.moru.config.role..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.moru.config.turn..");
}
