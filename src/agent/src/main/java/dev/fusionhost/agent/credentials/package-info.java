/// Who this device is, per server, and where that is kept.
///
/// A [Credential] belongs to one [Origin]. A [CredentialStore] keeps each, and answers a [Lookup]:
/// found, absent, locked or broken. Only what is proven absent may ask for enrolment; what is
/// locked is asked for again; what is broken keeps its bytes.
///
/// [CredentialStores] is all of them: a [Place] is the store of one server's credential, chosen
/// once and written down in a [StoreNote]. The stores are [CredentialFiles], the floor, and the
/// system's own: [SecretServiceStore], [LoadedCredentials], [KeychainStore] and [DpapiFiles]. Each
/// of those that calls the system has what it calls behind an interface ([SecretService],
/// [Keychain], [DataProtection]), which only [LibSecret], [SecurityFramework] and [Crypt32] know
/// how to reach: they load the system's library when they are asked for something, never before.
@NullMarked
package dev.fusionhost.agent.credentials;

import org.jspecify.annotations.NullMarked;
