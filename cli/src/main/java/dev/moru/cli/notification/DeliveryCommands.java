package dev.moru.cli.notification;

import picocli.CommandLine.Command;

@Command(name = "delivery", description = "Deliveries: what was sent, and what was answered.")
final class DeliveryCommands {}
