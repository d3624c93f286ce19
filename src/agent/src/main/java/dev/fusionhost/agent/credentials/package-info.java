/// Who this device is, per server.
///
/// A [Credential] belongs to one [Origin]. [CredentialFiles] keeps each in a file of its own that
/// only the owner can read, and answers a [Lookup]: found, absent or broken. Only what is proven
/// absent may ask for enrolment; a broken file keeps its bytes.
@NullMarked
package dev.fusionhost.agent.credentials;

import org.jspecify.annotations.NullMarked;
