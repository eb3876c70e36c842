// Runs Lighthouse's mobile preset on each address that stands on a line of the standard input, in one Chromium
// (its path is the argument), and answers each with one line of JSON: scores by category, layout shift, and what
// cost points.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const chrome = await launch({
  chromePath: process.argv[2],
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});

// What cost points, the most first, each with the first places that Lighthouse names.
function lost(audits, category) {
  return category.auditRefs
    .map(({ id, weight }) => ({ id, audit: audits[id], cost: weight * (1 - (audits[id].score ?? 1)) }))
    .filter(({ cost }) => cost > 0)
    .sort((one, other) => other.cost - one.cost)
    .map(({ id, audit }) => [id, audit.displayValue, ...places(audit).slice(0, 3)].filter(Boolean).join(" "));
}

function places(audit) {
  return (audit.details?.items ?? []).map((item) => item.node?.selector ?? item.description ?? item.url).filter(Boolean);
}

async function measure(address) {
  const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "silent", onlyCategories: CATEGORIES });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const by = (value) => Object.fromEntries(CATEGORIES.map((name) => [name, value(lhr.categories[name])]));
  return {
    scores: by((category) => Math.round(category.score * 100)),
    lost: by((category) => lost(lhr.audits, category)),
    shift: { value: lhr.audits["cumulative-layout-shift"].numericValue, moved: places(lhr.audits["layout-shifts"]).slice(0, 3) },
  };
}

for await (const address of createInterface({ input: process.stdin })) {
  const answer = await measure(address).catch((error) => ({ error: error.message }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await chrome.kill();
