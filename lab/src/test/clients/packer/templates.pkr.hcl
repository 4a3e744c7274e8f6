# Two templates, made by Packer with its Proxmox plugin: of a clone, and of a VM from nothing with an ISO. Nobody logs in, since
# there need not be anything behind the lab's VMs.
packer {
  required_plugins {
    proxmox = {
      source  = "github.com/hashicorp/proxmox"
      version = "1.1.0"
    }
  }
}

variable "url" { type = string }
variable "token" { type = string }

source "proxmox-clone" "web" {
  proxmox_url              = var.url
  username                 = "root@pam!packer"
  token                    = var.token
  insecure_skip_tls_verify = true
  node                     = "lab1"
  vm_id                    = 4101
  vm_name                  = "web-build"
  clone_vm                 = "debian-12"
  full_clone               = true
  cores                    = 2
  memory                   = 2048
  scsi_controller          = "virtio-scsi-pci"
  network_adapters {
    model  = "virtio"
    bridge = "vmbr0"
  }
  communicator         = "none"
  boot_wait            = "0s"
  template_name        = "web-template"
  template_description = "by packer"
}

source "proxmox-iso" "installer" {
  proxmox_url              = var.url
  username                 = "root@pam!packer"
  token                    = var.token
  insecure_skip_tls_verify = true
  node                     = "lab1"
  vm_id                    = 4102
  vm_name                  = "iso-build"
  iso_file                 = "local:iso/debian-12.iso"
  unmount_iso              = true
  os                       = "l26"
  cores                    = 1
  memory                   = 1024
  scsi_controller          = "virtio-scsi-pci"
  disks {
    type              = "scsi"
    disk_size         = "8G"
    storage_pool      = "local-lvm"
    storage_pool_type = "lvm"
  }
  network_adapters {
    model  = "virtio"
    bridge = "vmbr0"
  }
  boot_command            = ["<enter>"]
  cloud_init              = true
  cloud_init_storage_pool = "local-lvm"
  communicator            = "none"
  boot_wait               = "1s"
  template_name           = "iso-template"
}

build {
  sources = ["source.proxmox-clone.web", "source.proxmox-iso.installer"]
}
