package dev.moru.lab.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All privileges and the built-in roles of one Proxmox release. */
public final class Privileges {

    private static final List<String> COMMON = List.of(
            "VM.Allocate",
            "VM.Audit",
            "VM.Backup",
            "VM.Clone",
            "VM.Console",
            "VM.Migrate",
            "VM.PowerMgmt",
            "VM.Snapshot",
            "VM.Snapshot.Rollback",
            "VM.Config.CDROM",
            "VM.Config.CPU",
            "VM.Config.Cloudinit",
            "VM.Config.Disk",
            "VM.Config.HWType",
            "VM.Config.Memory",
            "VM.Config.Network",
            "VM.Config.Options",
            "Sys.AccessNetwork",
            "Sys.Audit",
            "Sys.Console",
            "Sys.Incoming",
            "Sys.Modify",
            "Sys.PowerMgmt",
            "Sys.Syslog",
            "Datastore.Allocate",
            "Datastore.AllocateSpace",
            "Datastore.AllocateTemplate",
            "Datastore.Audit",
            "SDN.Allocate",
            "SDN.Audit",
            "SDN.Use",
            "Pool.Allocate",
            "Pool.Audit",
            "Mapping.Audit",
            "Mapping.Modify",
            "Mapping.Use",
            "Realm.Allocate",
            "Realm.AllocateUser",
            "User.Modify",
            "Group.Allocate",
            "Permissions.Modify");

    private static final List<String> ONLY_BEFORE_9 = List.of("VM.Monitor");
    private static final List<String> SINCE_9 = List.of(
            "VM.Replicate",
            "VM.GuestAgent.Audit",
            "VM.GuestAgent.FileRead",
            "VM.GuestAgent.FileWrite",
            "VM.GuestAgent.FileSystemMgmt",
            "VM.GuestAgent.Unrestricted");

    private static final Set<String> NOT_FOR_PVE_ADMIN = Set.of(
            "Sys.PowerMgmt",
            "Sys.Modify",
            "Sys.Incoming",
            "Sys.AccessNetwork",
            "Realm.Allocate",
            "Mapping.Modify",
            "Permissions.Modify");

    private static final Set<String> VM_USER = Set.of(
            "VM.Config.CDROM",
            "VM.Config.Cloudinit",
            "VM.Console",
            "VM.Backup",
            "VM.PowerMgmt",
            "VM.Audit",
            "VM.GuestAgent.FileRead",
            "VM.GuestAgent.FileWrite",
            "VM.GuestAgent.FileSystemMgmt",
            "VM.GuestAgent.Audit");

    private final boolean hasAgentPrivileges;
    private final Set<String> all;
    private final Map<String, Set<String>> roles = new LinkedHashMap<>();

    public Privileges(int majorVersion) {
        this.hasAgentPrivileges = majorVersion >= 9;
        this.all = new TreeSet<>(COMMON);
        all.addAll(majorVersion >= 9 ? SINCE_9 : ONLY_BEFORE_9);
        role("Administrator", name -> true);
        role("NoAccess", name -> false);
        role("PVEAdmin", name -> !NOT_FOR_PVE_ADMIN.contains(name));
        role("PVEAuditor", name -> name.endsWith(".Audit"));
        role("PVEDatastoreAdmin", name -> name.startsWith("Datastore."));
        role("PVEDatastoreUser", Set.of("Datastore.AllocateSpace", "Datastore.Audit")::contains);
        role("PVEMappingAdmin", name -> name.startsWith("Mapping."));
        role("PVEMappingUser", Set.of("Mapping.Use", "Mapping.Audit")::contains);
        role("PVEPoolAdmin", name -> name.startsWith("Pool."));
        role("PVEPoolUser", "Pool.Audit"::equals);
        role("PVESDNAdmin", name -> name.startsWith("SDN."));
        role("PVESDNUser", Set.of("SDN.Use", "SDN.Audit")::contains);
        role("PVESysAdmin", Set.of("Sys.Console", "Sys.Syslog", "Sys.Audit")::contains);
        role("PVETemplateUser", Set.of("VM.Clone", "VM.Audit")::contains);
        role("PVEUserAdmin", Set.of("User.Modify", "Group.Allocate", "Realm.AllocateUser")::contains);
        role("PVEVMAdmin", name -> name.startsWith("VM."));
        role("PVEVMUser", VM_USER::contains);
    }

    private void role(String name, Predicate<String> holds) {
        var held = new TreeSet<String>();
        all.stream().filter(holds).forEach(held::add);
        roles.put(name, held);
    }

    public Set<String> all() {
        return all;
    }

    /** What this release calls a privilege of the schema, which is that of release 9. */
    String spelt(String privilege) {
        return !hasAgentPrivileges && privilege.startsWith("VM.GuestAgent.") ? "VM.Monitor" : privilege;
    }

    Map<String, Set<String>> builtInRoles() {
        return roles;
    }
}
