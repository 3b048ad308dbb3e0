// The web view in a real browser: an archive of a few samples, searched and read as a person would.
// usage: AKT=path/to/akt node --test tests/web/browser.test.mjs     (from the repository's root)
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const akt = process.env.AKT;
const samples = "corpus/samples/files";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let folder, server, site, browser, page;
const foreign = [];
const complaints = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "akt-web-"));
  const archive = join(folder, "arkiv");
  execFileSync(akt, ["--archive", archive, "add",
    `${samples}/01-fuktskador-kvarnskolan.pdf`, `${samples}/08-miljonamnden-protokoll.pdf`,
    `${samples}/23-riktlinje-epost.txt`], { stdio: "ignore" });
  server = spawn(akt, ["--archive", archive, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  site = await new Promise((resolve, reject) => {
    server.stdout.once("data", (line) => resolve(String(line).trim().replace(/\/$/, "")));
    server.once("exit", (code) => reject(new Error(`akt serve ended with ${code}`)));
  });
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("request", (request) => { if (!request.url().startsWith(site)) foreign.push(request.url()); });
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
});

after(async () => {
  await browser?.close();
  server?.kill();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Rules of WCAG 2.2 A and AA that axe can check, run outside the page's own policy. */
async function accessible() {
  await page.evaluate((source) => { (0, eval)(source); }, axe).catch(() => {});
  const violations = await page.evaluate(async () => (await window.axe.run()).violations.map(
    (rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`));
  assert.deepEqual(violations, []);
}

test("a search without å ä ö finds the decision, and the address holds the search", async () => {
  await page.goto(site);
  await page.fill("#q", "fuktskador ar:2019");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".hit");
  assert.match(page.url(), /q=fuktskador/);
  assert.equal(await page.locator(".hit").count(), 1);
  assert.match(await page.locator(".snippet mark").first().innerText(), /fukt/i);
});

test("the document shows its page with the hits boxed beside the text", async () => {
  await page.goto(`${site}/?q=fuktskador`);
  await page.click(".hit a");
  await page.waitForSelector("figure svg image");
  assert.ok(await page.locator("figure rect").count() > 0);
  assert.equal(await page.locator("figure rect").count(), await page.locator(".text mark").count());
  const picture = await page.locator("figure svg").boundingBox();
  const box = await page.locator("figure rect").first().boundingBox();
  assert.ok(box.x >= picture.x && box.x + box.width <= picture.x + picture.width);
  assert.ok(box.height > 4 && box.height < picture.height / 10);
  await page.goBack();
  await page.waitForSelector(".hit");
  assert.match(await page.locator("h1").innerText(), /träff/);
});

test("the page's picture is a picture of the page", async () => {
  await page.goto(`${site}/?q=fuktskador`);
  const link = await page.locator(".hit a").first().getAttribute("href");
  const response = await page.request.get(`${site}${link.split("?")[0]}/sida/1.png`);
  assert.equal(response.status(), 200);
  const bytes = await response.body();
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  assert.ok(bytes.readUInt32BE(16) > 1000, "wide enough to read");
});

test("keys find the search field, walk the hits and do nothing while typing", async () => {
  await page.goto(`${site}/?q=beslut`);
  await page.keyboard.press("j");
  assert.ok(await page.evaluate(() => document.activeElement.closest(".hit") !== null));
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("End");
  await page.keyboard.type(" jnk/");
  assert.equal(await page.inputValue("#q"), "beslut jnk/");
});

test("nothing found explains itself", async () => {
  await page.goto(`${site}/?q=${encodeURIComponent("tågtidtabell fukt")}`);
  assert.match(await page.locator("h1").innerText(), /Inga träffar/);
  assert.match(await page.locator(".notes").innerText(), /tågtidtabell/);
});

test("works without scripts", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(site);
  await plain.fill("#q", "fuktskador");
  await plain.click("button");
  await plain.click(".hit a");
  await plain.waitForSelector(".text mark");
  await context.close();
});

test("start, results and document have no accessibility faults, light or dark, and hold together at 200 %", async () => {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 640, height: 450 } });
  const wide = page;
  page = await context.newPage();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.goto(site);
    await accessible();
    await page.goto(`${site}/?q=beslut`);
    await accessible();
    await page.click(".hit a");
    await page.waitForSelector("figure svg image");
    await accessible();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "scrolls sideways");
  }
  await context.close();
  page = wide;
});

test("nothing was asked of another host, and the browser had nothing to complain of", () => {
  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
});
