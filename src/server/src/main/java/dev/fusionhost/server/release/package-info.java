/// Which host devices should have, as the operator has set it: [ReleaseResource].
@NullMarked
package dev.fusionhost.server.release;

import org.jspecify.annotations.NullMarked;
