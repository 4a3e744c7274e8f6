package dev.moru.lab.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A process that is killed in the middle of a write leaves half a line at the end: it is cut off. */
final class CompleteLines {

    private CompleteLines() {}

    static List<String> of(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        var end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        if (end < content.length) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
        return new String(content, 0, end, StandardCharsets.UTF_8).lines().toList();
    }
}
