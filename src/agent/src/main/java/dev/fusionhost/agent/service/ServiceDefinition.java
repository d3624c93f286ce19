package dev.fusionhost.agent.service;

import java.nio.file.Path;
import java.util.List;

/// What the system is to start.
///
/// @param name of the service, which is the program's
/// @param description one line for who lists services
/// @param command the program and its arguments
/// @param log where what the program prints goes on systems that don't keep it themselves
record ServiceDefinition(String name, String description, List<String> command, Path log) {}
