package dev.moru.backup;

import dev.moru.backup.point.PointEvents;
import dev.moru.backup.point.PointLife;
import dev.moru.backup.point.RemovalQueue;
import dev.moru.backup.point.RestorePoints;
import dev.moru.backup.policy.Policies;
import dev.moru.backup.policy.PolicyEvents;
import dev.moru.backup.policy.PolicyTimers;
import dev.moru.backup.policy.Protections;
import dev.moru.backup.policy.Pruning;
import dev.moru.backup.policy.RecoveryWatch;
import dev.moru.backup.policy.Schedules;
import dev.moru.backup.policy.Scheduling;
import dev.moru.backup.turn.Answers;
import dev.moru.backup.turn.BackupTurns;
import dev.moru.backup.turn.TakeQueue;
import dev.moru.backup.turn.TakingTurns;
import dev.moru.backup.turn.TurnIntake;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the domain, which know nothing of Spring, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BackupProperties.class)
class BackupConfiguration {

    @Bean
    static PointLife pointLife(RestorePoints points, PointEvents events, RemovalQueue removals) {
        return new PointLife(points, events, removals);
    }

    @Bean
    static Pruning pruning(RestorePoints points, PointLife life, PolicyEvents events) {
        return new Pruning(points, life, events);
    }

    @Bean
    static RecoveryWatch recoveryWatch(
            Policies policies,
            Protections protections,
            RestorePoints points,
            Schedules schedules,
            PolicyTimers timers,
            PolicyEvents events,
            BackupProperties properties) {
        return new RecoveryWatch(
                policies,
                protections,
                points,
                schedules,
                timers,
                events,
                properties.backup().grace());
    }

    @Bean
    static Scheduling scheduling(
            Policies policies,
            Protections protections,
            Schedules schedules,
            PolicyTimers timers,
            PolicyEvents events,
            RecoveryWatch watch,
            Pruning pruning,
            RestorePoints points) {
        return new Scheduling(policies, protections, schedules, timers, events, watch, pruning, points::now);
    }

    @Bean
    static TurnIntake turnIntake(
            BackupTurns turns,
            TakeQueue takes,
            Answers answers,
            RestorePoints points,
            PointLife life,
            Policies policies,
            Protections protections,
            RecoveryWatch watch) {
        return new TurnIntake(turns, takes, answers, points, life, policies, protections, watch);
    }

    @Bean
    static TakingTurns takingTurns(
            BackupTurns turns,
            Answers answers,
            PointLife life,
            Policies policies,
            Protections protections,
            Pruning pruning,
            RecoveryWatch watch) {
        return new TakingTurns(turns, answers, life, policies, protections, pruning, watch);
    }
}
