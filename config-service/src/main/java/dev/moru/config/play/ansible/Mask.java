package dev.moru.config.play.ansible;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.io.JsonStringEncoder;

/** Hides secrets in text, also in the encodings in which programs like to repeat them. */
final class Mask {

    private static final String HIDDEN = "******";

    private final List<String> forms;

    Mask(List<String> secrets) {
        var all = new LinkedHashSet<String>();
        secrets.forEach(secret -> addForms(secret, all));
        all.remove("");
        // Where one form contains another, the longer one goes first, so that no end of it stays.
        this.forms = all.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    private static void addForms(String secret, Set<String> forms) {
        forms.add(secret);
        forms.add(String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(secret)));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.add(secret.replace("'", "'\"'\"'"));
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        if (secret.contains("\n")) {
            // What is shown line by line would not be found as a whole.
            secret.lines().map(String::strip).filter(line -> line.length() >= 8).forEach(forms::add);
        }
    }

    String hide(String text) {
        var hidden = text;
        for (var form : forms) {
            hidden = hidden.replace(form, HIDDEN);
        }
        return hidden;
    }
}
