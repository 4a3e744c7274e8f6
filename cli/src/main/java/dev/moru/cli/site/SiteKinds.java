package dev.moru.cli.site;

import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.Fields;
import dev.moru.cli.resource.ResourceKind;
import dev.moru.cli.resource.ResourceKind.Place;

/** Sites, and what servers can be made of there. */
final class SiteKinds {

    static final ResourceKind SITE = new ResourceKind(
            "site",
            "sites",
            Place.INSTALLATION,
            View.of(
                    "site",
                    Column.of("NAME", "/name"),
                    Fields.column("DRIVER", "driver"),
                    Fields.each("ENDPOINTS", "endpoints", "/url"),
                    Fields.column("SIMULATED", "simulated"),
                    Column.of("STATUS", Fields::conditions),
                    Column.age("AGE", "/createdAt"),
                    Fields.column("TOKEN", "tokenId").wide(),
                    Fields.range("VM IDS", "vmIdRange").wide(),
                    Column.of("REVISION", "/revision").wide(),
                    Column.of("ID", "/id").wide()),
            SiteFlags::new);

    static final ResourceKind IMAGE = new ResourceKind(
            "image",
            "images",
            Place.SITE,
            View.of(
                    "image",
                    Column.of("NAME", "/name"),
                    Fields.column("OS", "osFamily"),
                    Fields.each("NODES", "sources", "/node"),
                    Fields.column("CLOUD-INIT", "cloudInit"),
                    Fields.column("AGENT", "agent"),
                    Fields.column("LOGIN", "loginUser"),
                    Fields.column("READINESS", "readiness"),
                    Fields.column("MIN DISK GIB", "minDiskGiB"),
                    Column.of("STATUS", Fields::conditions),
                    Fields.each("VM IDS", "sources", "/vmId").wide(),
                    Fields.each("STORAGES", "sources", "/storage").wide(),
                    Column.of("REVISION", "/revision").wide(),
                    Column.of("ID", "/id").wide()),
            ImageFlags::new);

    static final ResourceKind NETWORK = new ResourceKind(
            "network",
            "networks",
            Place.SITE,
            View.of(
                    "network",
                    Column.of("NAME", "/name"),
                    Fields.column("BRIDGE", "bridge"),
                    Fields.column("VLAN", "vlanTag"),
                    Fields.nested("IPV4", "ipv4", "/cidr"),
                    Fields.nested("IPV6", "ipv6", "/cidr"),
                    Column.of("STATUS", Fields::conditions),
                    Fields.nested("GATEWAY", "ipv4", "/gateway").wide(),
                    Fields.nested("DNS", "ipv4", "/dns").wide(),
                    Fields.column("MTU", "mtu").wide(),
                    Fields.column("JUMP HOST", "jumpHost").wide(),
                    Column.of("REVISION", "/revision").wide(),
                    Column.of("ID", "/id").wide()),
            NetworkFlags::new);

    static final ResourceKind STORAGE_CLASS = new ResourceKind(
            "storage-class",
            "storage-classes",
            Place.SITE,
            View.of(
                    "storage-class",
                    Column.of("NAME", "/name"),
                    Fields.column("STORAGES", "storages"),
                    Fields.column("SHARED", "shared"),
                    Fields.column("SNAPSHOTS", "snapshots"),
                    Column.of("STATUS", Fields::conditions),
                    Column.of("REVISION", "/revision").wide(),
                    Column.of("ID", "/id").wide()),
            StorageClassFlags::new);

    static final ResourceKind PRESET = new ResourceKind(
            "preset",
            "presets",
            Place.INSTALLATION,
            View.of(
                    "preset",
                    Column.of("NAME", "/name"),
                    Fields.column("CORES", "cores"),
                    Fields.column("MEMORY MIB", "memoryMiB"),
                    Fields.column("ROOT DISK GIB", "rootDiskGiB"),
                    Fields.column("DESCRIPTION", "description"),
                    Column.of("REVISION", "/revision").wide(),
                    Column.of("ID", "/id").wide()),
            PresetFlags::new);

    private SiteKinds() {}
}
