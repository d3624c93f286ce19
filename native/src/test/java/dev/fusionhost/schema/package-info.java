/// Holds the host to its word: what a device advertises of its tools is what it takes.
///
/// [SchemaAgreementTest] is the story. [Inputs] makes up inputs from a tool's schema, some that
/// fit and more that narrowly miss; the [SchemaJudge] is somebody else's reading of that schema.
package dev.fusionhost.schema;
