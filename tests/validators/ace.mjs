// Runs Ace by DAISY over e-books, all of them in one browser:  node ace.mjs MODULES BOOK.epub ...
// Writes one JSON object: for each book, "pass" or "fail", the failed rules and where each failed.

import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, ...books] = process.argv.slice(2);
const load = createRequire(resolve(modules, "@daisy", "ace", "package.json"));
const ace = load("@daisy/ace-core");
const browser = load("@daisy/ace-axe-runner-puppeteer");

// Ace opens and closes a browser for each book.
const runner = { ...browser, launch: async () => {}, close: async () => {} };

function failures(report) {
  return report.assertions.flatMap((page) =>
    page.assertions.map((found) => {
      const { "earl:test": rule, "earl:result": result } = found;
      const where = page["earl:testSubject"].url;
      return `${where}: ${rule["dct:title"]}: ${result["dct:description"]} ${result.html ?? ""}`;
    }),
  );
}

const told = {};
await browser.launch();
try {
  for (const book of books) {
    const [, report] = await ace(book, { cwd: process.cwd(), outdir: `${book}.ace`, silent: true }, runner);
    told[book] = { outcome: report["earl:result"]["earl:outcome"], failures: failures(report) };
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(told), () => process.exit(0));
