package dev.fusionhost.server.pairing;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A one-time code that a person can read out and type: eight letters of Crockford's base 32, 40
/// bits. With five wrong tries an address and ten minutes to live, that is enough.
///
/// @param letters without the dash
record PairingCode(String letters) {
    /// No I, L, O and U: the first three are read as digits, the last makes words.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 8;

    static PairingCode random(RandomGenerator random) {
        var letters = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new PairingCode(letters.toString());
    }

    /// Reads what a person typed: in any case, with or without the dash and spaces, and with the
    /// letters that look like digits. Empty when it can't be a code.
    static Optional<PairingCode> typed(String text) {
        var letters =
                text.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s\\p{Pd}]", "")
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1');
        var fits =
                letters.length() == LENGTH
                        && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return fits ? Optional.of(new PairingCode(letters)) : Optional.empty();
    }

    /// As it is shown to a person: `K7QM-2XTP`.
    String shown() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    /// Stays out of logs.
    @Override
    public String toString() {
        return "PairingCode";
    }
}
