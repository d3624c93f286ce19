package dev.fusionhost.tools.deployment.library;

import dev.fusionhost.tools.MutationTool;
import java.util.List;

/// A superclass that names half of the types.
abstract class Listing<I extends Record> implements MutationTool<I, List<String>> {}
