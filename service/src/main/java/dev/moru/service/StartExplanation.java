package dev.moru.service;

import java.util.LinkedHashSet;
import org.springframework.beans.BeansException;
import org.springframework.context.ApplicationContextException;

/** One sentence for the person who started something that does not start. */
public final class StartExplanation {

    private StartExplanation() {}

    /** The first line of each message from the outside in, without what only tells which bean was being made. */
    public static String of(Throwable failure) {
        var sentences = new LinkedHashSet<String>();
        var last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (!isPlumbing(cause)) {
                add(sentences, firstLine(cause));
            }
            last = cause;
        }
        return sentences.isEmpty() ? firstLine(last) : String.join(": ", sentences);
    }

    /** Of this failure alone; its class where it has no message. */
    public static String firstLine(Throwable failure) {
        var message = failure.getMessage() == null ? "" : failure.getMessage();
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(failure.toString());
    }

    private static boolean isPlumbing(Throwable failure) {
        return failure instanceof BeansException || failure instanceof ApplicationContextException;
    }

    /** A wrapper often repeats what it wraps. */
    private static void add(LinkedHashSet<String> sentences, String sentence) {
        if (sentences.stream().noneMatch(earlier -> earlier.contains(sentence))) {
            sentences.add(sentence);
        }
    }
}
