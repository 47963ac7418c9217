// Builds viewer.min.js from src/: the same bytes wherever it runs. `npm ci && npm run build`.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { build } from "esbuild";

const sources = readdirSync("src")
  .filter((name) => name.endsWith(".js"))
  .sort();
const digest = createHash("sha256");
for (const name of [...sources.map((each) => `src/${each}`), "package-lock.json"]) {
  digest.update(`${name}\n${readFileSync(name, "utf8").replaceAll("\r\n", "\n")}`);
}

await build({
  entryPoints: ["src/main.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "eof",
  banner: { js: `/* robuild viewer; sources sha256 ${digest.digest("hex")} */` },
  outfile: process.argv[2] ?? "viewer.min.js",
});
