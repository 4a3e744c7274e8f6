package dev.moru.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The logical, versioned name of a message type: {@code dev.moru.<noun>.<verb>.v<n>}, sent as CloudEvents {@code type}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MessageType {

    String value();

    /** The topics on which the type appears. */
    String[] topics();

    /** Whether subscribers outside Moru may build on the type. */
    boolean isPublic() default true;
}
