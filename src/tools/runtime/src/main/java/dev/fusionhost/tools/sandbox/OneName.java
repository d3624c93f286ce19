package dev.fusionhost.tools.sandbox;

/// The rule for names that a tool gives to files.
final class OneName {
    private OneName() {}

    /// Refuses what is a path, or would be one on another system that the files travel to.
    ///
    /// @param given what the caller is told about
    static void check(String name, String given) {
        boolean one =
                !name.isEmpty()
                        && !name.equals(".")
                        && !name.equals("..")
                        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
        if (!one) throw Refusal.invalid(given, "is not a name for a file");
    }
}
