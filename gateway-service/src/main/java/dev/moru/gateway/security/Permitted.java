package dev.moru.gateway.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The permission that a route asks for, {@code noun:verb}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Permitted {

    String value();

    /** The route is open to whoever is signed in. */
    String SIGNED_IN = "signed-in";

    /** The route is open to everybody: only what is needed before a sign-in. */
    String ANYONE = "anyone";
}
