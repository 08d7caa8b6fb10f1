export * from "./canary.ts";
export * from "./studio-driver.ts";
export * from "./test-clock.ts";
export * from "./test-database.ts";
export * from "./test-server.ts";
