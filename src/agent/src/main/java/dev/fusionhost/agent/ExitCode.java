package dev.fusionhost.agent;

/// What the program ends with, in the numbers of BSD's `sysexits.h`.
public enum ExitCode {
    OK(0),
    /// The command line is wrong.
    USAGE(64),
    /// What was given as input can't be used, or a call of it failed.
    DATA(65),
    /// A file that was named as input can't be read.
    NO_INPUT(66),
    /// The server can't be reached, or is not one.
    UNAVAILABLE(69),
    /// A defect of ours.
    SOFTWARE(70),
    /// A file can't be read or written.
    IO(74),
    /// Worth another try later.
    TEMPORARY(75),
    /// The server does not accept us: the code is used up or the identity revoked.
    NO_PERMISSION(77),
    /// A setting is missing or wrong.
    CONFIG(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
