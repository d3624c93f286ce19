/// The first thing that a newcomer runs: [Demo] starts a server and a host, enrols the one with the
/// other, and makes a real call on a real folder, with the programs as they ship.
package dev.fusionhost.demo;
