package dev.moru.lab.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the YAML that describes another cluster; what is left out is taken from {@link DefaultEstate}. */
public final class EstateFile {

    private EstateFile() {}

    /** @throws EstateException with one line that says where and what is wrong */
    public static Estate read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException missing) {
            throw new EstateException("estate file " + file + " can't be read");
        } catch (EstateException wrong) {
            throw new EstateException("estate file " + file + ": " + wrong.getMessage());
        }
    }

    static Estate parse(String yaml) {
        Object content;
        try {
            content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (YAMLException malformed) {
            throw new EstateException("no YAML: " + firstLine(malformed.getMessage()));
        }
        var root = new Section("", content == null ? Map.of() : content)
                .only("version", "nodes", "storages", "bridges", "templates", "guests");
        var estate = estate(root);
        Plausibility.check(estate);
        return estate;
    }

    private static Estate estate(Section root) {
        var nodes = root.has("nodes")
                ? root.list("nodes").stream().map(EstateFile::node).toList()
                : DefaultEstate.NODES;
        var storages = root.has("storages")
                ? root.list("storages").stream().map(EstateFile::storage).toList()
                : DefaultEstate.STORAGES;
        if (nodes.isEmpty()) {
            throw new EstateException("nodes: at least one is needed");
        }
        var ownCluster = root.has("nodes") || root.has("storages");
        var disks = storages.stream()
                .filter(storage -> storage.holds("images"))
                .findFirst()
                .map(Estate.Storage::id)
                .orElse("local-lvm");
        return new Estate(
                root.text("version", DefaultEstate.VERSION),
                nodes,
                storages,
                root.has("bridges") ? root.texts("bridges") : DefaultEstate.BRIDGES,
                root.has("templates")
                        ? root.list("templates").stream()
                                .map(one -> template(one, nodes, disks))
                                .toList()
                        : ownCluster
                                ? List.of(DefaultEstate.template(
                                        9000, nodes.get(0).name(), disks))
                                : DefaultEstate.TEMPLATES,
                root.has("guests")
                        ? root.list("guests").stream()
                                .map(one -> guest(one, nodes, disks))
                                .toList()
                        : ownCluster ? List.of() : DefaultEstate.GUESTS);
    }

    private static Estate.Node node(Section node) {
        node.only("name", "cores", "memoryMiB");
        return new Estate.Node(node.text("name"), node.number("cores", 16), node.number("memoryMiB", 131_072));
    }

    private static Estate.Storage storage(Section storage) {
        storage.only("id", "type", "content", "sizeGiB", "shared", "nodes");
        var typeName = storage.text("type");
        var type = StorageType.named(typeName)
                .orElseThrow(() -> new EstateException(storage.where() + ".type: '" + typeName + "' is not simulated"));
        return new Estate.Storage(
                storage.text("id"),
                type,
                storage.has("content") ? new LinkedHashSet<>(storage.texts("content")) : Set.of("images", "rootdir"),
                storage.number("sizeGiB", 500),
                storage.flag("shared", type.isSharedByNature()),
                storage.has("nodes") ? storage.texts("nodes") : List.of());
    }

    private static Estate.Template template(Section template, List<Estate.Node> nodes, String disks) {
        template.only("vmid", "name", "node", "storage", "diskGiB", "cloudInit", "agent", "agentAfter");
        return new Estate.Template(
                template.number("vmid"),
                template.text("name"),
                template.text("node", nodes.get(0).name()),
                template.text("storage", disks),
                template.number("diskGiB", 3),
                template.flag("cloudInit", true),
                agent(template));
    }

    private static GuestAgent agent(Section template) {
        if (!template.flag("agent", true)) {
            return GuestAgent.NONE;
        }
        var after = template.text("agentAfter", GuestAgent.PROMPT.toString());
        try {
            return new GuestAgent(true, after.equals("never") ? null : Duration.parse(after));
        } catch (DateTimeParseException malformed) {
            throw new EstateException(
                    template.where() + ".agentAfter: '" + after + "' is neither a duration like PT30S nor 'never'");
        }
    }

    private static Estate.Guest guest(Section guest, List<Estate.Node> nodes, String disks) {
        guest.only("vmid", "name", "node", "type", "status", "storage", "diskGiB", "cores", "memoryMiB");
        return new Estate.Guest(
                guest.number("vmid"),
                guest.text("name"),
                guest.text("node", nodes.get(0).name()),
                guest.choice("type", "qemu", Set.of("qemu", "lxc")).equals("lxc"),
                guest.choice("status", "stopped", Set.of("running", "stopped")).equals("running"),
                guest.text("storage", disks),
                guest.number("diskGiB", 10),
                guest.number("cores", 1),
                guest.number("memoryMiB", 1024));
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.split("\\R", 2)[0];
    }

    /** What would make a cluster that can't be. */
    private static final class Plausibility {

        static void check(Estate estate) {
            if (!estate.version().matches("[89](\\.\\d+){0,2}")) {
                throw new EstateException("version: '" + estate.version() + "' is not simulated (8.x and 9.x are)");
            }
            unique("nodes", estate.nodes().stream().map(Estate.Node::name).toList());
            unique(
                    "storages",
                    estate.storages().stream().map(Estate.Storage::id).toList());
            var ids = new ArrayList<String>();
            estate.templates().forEach(template -> {
                ids.add(String.valueOf(template.vmid()));
                placed(estate, "template " + template.vmid(), template.node(), template.storage());
            });
            estate.guests().forEach(guest -> {
                ids.add(String.valueOf(guest.vmid()));
                placed(estate, "guest " + guest.vmid(), guest.node(), guest.storage());
            });
            unique("vmid", ids);
        }

        private static void unique(String what, List<String> names) {
            var seen = new HashSet<String>();
            names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
                throw new EstateException(what + ": '" + name + "' is there twice");
            });
        }

        private static void placed(Estate estate, String what, String node, String storage) {
            if (estate.node(node).isEmpty()) {
                throw new EstateException(what + ": there is no node '" + node + "'");
            }
            if (estate.storage(storage).filter(one -> one.isOn(node)).isEmpty()) {
                throw new EstateException(what + ": there is no storage '" + storage + "' on node '" + node + "'");
            }
        }
    }
}
