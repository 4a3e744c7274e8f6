package dev.moru.service;

import org.springframework.boot.SpringApplication;

/** The main of every service that runs alone. */
public final class ServiceMain {

    private ServiceMain() {}

    /** @param service a class that is annotated with {@link MoruService} */
    public static void run(Class<?> service, String... arguments) {
        SpringApplication.run(service, arguments);
    }
}
