# The life of a VM, told by Terraform with bpg/proxmox: a clone with cloud-init, changed and destroyed.
terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

variable "endpoint" { type = string }
variable "api_token" { type = string }
variable "cores" {
  type    = number
  default = 2
}

provider "proxmox" {
  endpoint  = var.endpoint
  api_token = var.api_token
  insecure  = true
}

resource "proxmox_virtual_environment_vm" "web" {
  name            = "web"
  node_name       = "lab1"
  vm_id           = 4001
  description     = "by terraform"
  tags            = ["app", "web"]
  stop_on_destroy = true

  clone {
    vm_id = 9000
    full  = true
  }

  agent {
    enabled = false
  }

  cpu {
    cores = var.cores
    type  = "x86-64-v2-AES"
  }

  memory {
    dedicated = 2048
  }

  disk {
    datastore_id = "local-lvm"
    interface    = "scsi0"
    size         = 8
  }

  network_device {
    bridge = "vmbr0"
  }

  initialization {
    datastore_id = "local-lvm"
    ip_config {
      ipv4 {
        address = "10.10.0.41/24"
        gateway = "10.10.0.1"
      }
    }
    user_account {
      username = "moru"
      keys     = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHlD test@example"]
    }
  }
}
