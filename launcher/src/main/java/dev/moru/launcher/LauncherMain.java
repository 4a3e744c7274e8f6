package dev.moru.launcher;

import dev.moru.launcher.home.Home;
import dev.moru.launcher.home.Secret;
import dev.moru.launcher.log.LauncherLog;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an installation until the process is told to stop. */
public final class LauncherMain {

    private static final int PASSWORD_BYTES = 15;
    private static final int LONGEST_STOP_SECONDS = 60;

    private LauncherMain() {}

    public static void main(String[] arguments) {
        // Where numbers are written in other digits, these must not get into addresses and commands.
        Locale.setDefault(Locale.ROOT);
        Installation installation = null;
        try {
            JdkFeatures.require();
            var settings = LauncherSettings.from(System.getenv());
            var home = Home.open(settings.home());
            LauncherLog.configure(home.log());
            announcePassword(settings, home);
            installation = new Installation(settings, home);
            stopOnSignal(installation);
            installation.start();
            System.out.println("MORU READY " + settings.gatewayUrl());
            System.out.flush();
        } catch (Exception e) {
            giveUp(installation, e);
        }
    }

    private static void announcePassword(LauncherSettings settings, Home home) {
        if (home.hasAdminPassword()) {
            return;
        }
        var given = settings.adminPassword();
        var password = home.keptAdminPassword(() -> given.orElseGet(() -> Secret.random(PASSWORD_BYTES)));
        if (given.isEmpty()) {
            System.err.printf("The password of admin is %s (kept in %s)%n", password.value(), home.adminPassword());
        }
    }

    /** After a signal the JVM would end with 128 plus its number; an ordered stop is a success. */
    private static void stopOnSignal(Installation installation) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop(installation);
                            Runtime.getRuntime().halt(0);
                        },
                        "stop"));
    }

    /** Does not run the hook, which would call this end a success. */
    private static void giveUp(@Nullable Installation installation, Exception failure) {
        if (installation != null && installation.isStopping()) {
            return;
        }
        System.err.println("moru: " + Explanation.of(failure));
        if (installation != null) {
            // For the file only; stderr has it in one line.
            logger().info("The start failed", failure);
            stop(installation);
        }
        Runtime.getRuntime().halt(1);
    }

    private static void stop(Installation installation) {
        var ended = new CountDownLatch(1);
        var stopping = new Thread(
                () -> {
                    installation.stop();
                    LauncherLog.flush();
                    ended.countDown();
                },
                "stopping");
        stopping.setDaemon(true);
        stopping.start();
        try {
            if (!ended.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.printf("moru: the stop took more than %d s and was cut%n", LONGEST_STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(LauncherMain.class);
    }
}
