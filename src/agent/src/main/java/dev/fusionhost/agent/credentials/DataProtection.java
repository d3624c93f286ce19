package dev.fusionhost.agent.credentials;

import java.io.IOException;

/// What is asked of Windows' DPAPI, for the user that this runs as.
interface DataProtection {
    /// @param entropy has to be the same for both
    byte[] protect(byte[] data, byte[] entropy) throws IOException;

    byte[] unprotect(byte[] data, byte[] entropy) throws IOException;

    /// Loads its library.
    interface Door {
        DataProtection open() throws IOException;
    }

    /// It refuses.
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int error;

        /// @param error of `GetLastError`
        RefusedException(int error) {
            super("Windows answers with error 0x" + Integer.toHexString(error));
            this.error = error;
        }

        int error() {
            return error;
        }
    }
}
