/// What is there in Quarkus' dev mode alone: [CodeWatch] makes a tool's changed code live.
@NullMarked
package dev.fusionhost.tools.live;

import org.jspecify.annotations.NullMarked;
