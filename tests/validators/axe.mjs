// Runs axe-core over web pages in headless Chromium, each in light and dark and in each width:
//   node axe.mjs MODULES CHROMIUM PAGE.html ...
// Writes one JSON array of what is wrong, empty if all is well: what axe finds fault with, what it cannot
// decide, each thing that a page asked the network for, and pages wider than their window. Where SHOTS is the name
// of a folder, a picture of each page is left in it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const RULES = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, // all that a colour can break
};
const WIDTHS = { light: [360, 1200], dark: [1200] };

const [modules, chromium, ...pages] = process.argv.slice(2);
const load = createRequire(resolve(modules, "axe-core", "package.json"));
const { launch } = load("puppeteer-core");
const axe = readFileSync(load.resolve("axe-core/axe.min.js"), "utf-8");

const browser = await launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const wrong = [];
try {
  const tab = await browser.newPage();
  let where = "";
  tab.on("request", (request) => {
    if (!request.isNavigationRequest()) wrong.push(`${where}: asks for ${request.url()}`);
  });
  for (const page of pages) {
    where = basename(page);
    await tab.goto(pathToFileURL(page).href);
    await tab.evaluate(axe);
    for (const scheme of Object.keys(RULES)) {
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      for (const width of WIDTHS[scheme]) {
        where = `${basename(page)}, ${scheme}, ${width}px`;
        await tab.setViewport({ width, height: 800 });
        const found = await tab.evaluate(
          (runOnly) => axe.run(document, { runOnly, resultTypes: ["violations", "incomplete"], preload: false }),
          RULES[scheme],
        );
        for (const kind of ["violations", "incomplete"]) {
          for (const rule of found[kind]) {
            for (const node of rule.nodes) wrong.push(`${where}: ${kind}: ${rule.id}: ${rule.help}: ${node.html}`);
          }
        }
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) wrong.push(`${where}: is ${wide}px wide`);
        if (process.env.SHOTS) {
          const path = join(process.env.SHOTS, `${basename(page, ".html")}-${scheme}-${width}.png`);
          await tab.screenshot({ path, fullPage: true });
        }
      }
    }
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(wrong));
