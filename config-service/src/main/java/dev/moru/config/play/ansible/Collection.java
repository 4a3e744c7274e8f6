package dev.moru.config.play.ansible;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The collection {@code moru.hosts}, which the service carries along, unpacked for as long as the service runs. */
final class Collection implements AutoCloseable {

    static final String SITE = "moru.hosts.site";
    static final String SETTLE = "moru.hosts.settle";

    private static final String ROOT = "collection/";

    private final RunFolder folder;

    private Collection(RunFolder folder) {
        this.folder = folder;
    }

    static Collection unpack(Path work) throws IOException {
        var folder = RunFolder.make(work);
        var resolver = new PathMatchingResourcePatternResolver(Collection.class.getClassLoader());
        for (var resource : resolver.getResources("classpath:" + ROOT + "**/*.*")) {
            if (resource.isReadable()) {
                copy(resource, folder.file("hosts").resolve(nameOf(resource)));
            }
        }
        return new Collection(folder);
    }

    private static String nameOf(Resource resource) throws IOException {
        var url = resource.getURL().toString();
        return url.substring(url.lastIndexOf("/" + ROOT) + ROOT.length() + 1);
    }

    private static void copy(Resource resource, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (var content = resource.getInputStream()) {
            Files.copy(content, target);
        }
    }

    /** Puts the collection where Ansible finds it below a folder of collections. */
    void link(Path collections) throws IOException {
        var namespace = Files.createDirectories(collections.resolve("ansible_collections/moru"));
        Files.createSymbolicLink(namespace.resolve("hosts"), folder.file("hosts"));
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
