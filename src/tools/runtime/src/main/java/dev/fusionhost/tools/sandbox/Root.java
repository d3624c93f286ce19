package dev.fusionhost.tools.sandbox;

import java.nio.file.Path;

/// A folder that the owner allowed.
///
/// @param path absolute and canonical
/// @param label what a person calls it
/// @param readOnly nothing below it may be changed
public record Root(Path path, String label, boolean readOnly) {}
