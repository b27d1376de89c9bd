#!/usr/bin/env node
// A complete adapter in JavaScript, without any library: WDSUTIL on one server. See docs/ADAPTER.md.
//
// disconspec run --adapter "exec:node examples/adapters/adapter.js"
"use strict";

class CannotArrange extends Error {}

let world;

const methods = {
  initialize: () => ({
    name: "example in JavaScript",
    version: "1.0",
    systems: ["wdsutil"],
    capabilities: ["fallback", "force", "namespaces"],
    settle: 0,
  }),

  arrange({ world: wanted }) {
    if (wanted.servers.length !== 1) throw new CannotArrange("this adapter has exactly one server");
    world = wanted;
    return {};
  },

  invoke({ request }) {
    if (request.kind !== "command") throw new CannotArrange("this adapter knows command lines only");
    const [command, verb, ...options] = request.line.toLowerCase().split(/\s+/);
    if (command !== "wdsutil" || verb !== "/disconnect-client") return { accepted: false };
    const given = options.find((option) => option.startsWith("/clientid:"));
    const client = world.servers[0].namespaces
      .flatMap((namespace) => namespace.clients)
      .find((each) => given === `/clientid:${each.id}`);
    if (!client) return { accepted: false, stderr: "There is no such client." };
    const goesOn = client.fallback && !options.includes("/force");
    client.transfer = goesOn ? "unicast" : "none";
    client.installation = goesOn ? "running" : "failed";
    return { accepted: true };
  },

  observe: () => world,
  shutdown: () => ({}),
};

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  const reply = { jsonrpc: "2.0", id };
  try {
    reply.result = methods[method](params);
  } catch (reason) {
    if (!(reason instanceof CannotArrange)) throw reason;
    reply.error = { code: -32001, message: reason.message };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
});
