/// Tools that behave in every way a tool can.
package dev.fusionhost.agent.toolbox;
