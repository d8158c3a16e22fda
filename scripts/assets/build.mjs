// Builds static/css/dekkend.css, static/icons.svg and static/vendor/ from the packages in package.json.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "lightningcss";
import postcss from "postcss";
import { others, utrecht } from "./families.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const modules = join(here, "node_modules");
const read = (path) => readFileSync(join(modules, path), "utf8");
const fromRoot = (path) => join(root, path);

// Classes that only exist to photograph a state (":hover" as a class): no page needs them.
const STATE = /--(hover|focus|active|focus-visible|visited)(?![a-z-])/;
// Classes of components that live in a kept family's file but that we do not use.
const UNUSED = /--(html-content|distanced|rtl|vertical|sticky|prince)|\.utrecht-theme--/;

function familyOf(selector) {
  const match = selector.match(/\.utrecht-([a-z0-9-]+?)(?=__|--|[^a-z0-9-]|$)/);
  return match ? match[1] : null;
}

function keepSelector(selector) {
  const family = familyOf(selector);
  if (family !== null && !utrecht.includes(family)) return false;
  return !STATE.test(selector) && !UNUSED.test(selector);
}

function keepRules(css) {
  const tree = postcss.parse(css);
  tree.walkRules((rule) => {
    if (rule.parent.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
    rule.selectors = rule.selectors.filter(keepSelector);
    if (rule.selector === "") rule.remove();
  });
  tree.walkAtRules((rule) => {
    if (rule.nodes && rule.nodes.length === 0) rule.remove();
  });
  return tree;
}

// What a samenwerkingsverband may set in a theme file of its own; every other token is resolved here.
const THEMABLE = /^--voorbeeld-kleuren-violet-|^--basis-text-font-family-default$/;

function splitReference(text) {
  const comma = text.indexOf(",");
  return comma < 0 ? [text.trim(), undefined] : [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
}

// Calls fn for each outermost var(…) and puts its answer in the place.
function replaceReferences(value, fn) {
  let result = "";
  let rest = value;
  for (let start = rest.indexOf("var("); start !== -1; start = rest.indexOf("var(")) {
    let depth = 1;
    let end = start + 4;
    while (depth && end < rest.length) depth += { "(": 1, ")": -1 }[rest[end++]] ?? 0;
    const [name, fallback] = splitReference(rest.slice(start + 4, end - 1));
    result += rest.slice(0, start) + fn(name, fallback, rest.slice(start, end));
    rest = rest.slice(end);
  }
  return result + rest;
}

class Undefined extends Error {}

// 207 KB of tokens point to tokens that point to tokens. A token that only the theme sets gets its value
// where it is used; one that a component sets again, or that a theme file may set, stays a variable.
function resolveTokens(tree, alsoUsedBy) {
  const theme = new Map();
  const elsewhere = new Set([...alsoUsedBy.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1]));
  tree.walkDecls(/^--/, (decl) => {
    if (decl.parent.selector === ".voorbeeld-theme") theme.set(decl.prop, decl.value);
    else elsewhere.add(decl.prop);
  });
  const resolve = (value) =>
    replaceReferences(value, (name, fallback, whole) => {
      if (THEMABLE.test(name)) return `var(${name})`;
      if (elsewhere.has(name)) return fallback ? `var(${name},${resolve(fallback)})` : whole;
      if (theme.has(name)) return resolve(theme.get(name));
      if (fallback !== undefined) return resolve(fallback);
      throw new Undefined(name);
    });
  tree.walkDecls((decl) => {
    try {
      decl.value = resolve(decl.value);
    } catch (error) {
      if (!(error instanceof Undefined)) throw error;
      if (decl.prop.startsWith("--")) decl.remove();
      else decl.value = "unset"; // what an undefined token without a fallback comes down to
    }
  });
  dropUnused(tree, alsoUsedBy);
}

function dropUnused(tree, alsoUsedBy) {
  const used = new Set();
  const note = (value) => [...value.matchAll(/var\(\s*(--[\w-]+)/g)].forEach((match) => used.add(match[1]));
  note(alsoUsedBy);
  for (let before = -1; before !== used.size; ) {
    before = used.size;
    tree.walkDecls((decl) => {
      if (!decl.prop.startsWith("--") || used.has(decl.prop)) note(decl.value);
    });
  }
  const last = new Map();
  tree.walkDecls(/^--/, (decl) => {
    if (!used.has(decl.prop)) return decl.remove();
    if (decl.parent.selector !== ".voorbeeld-theme") return;
    last.get(decl.prop)?.remove();
    last.set(decl.prop, decl);
  });
}

function buildCss() {
  const font = postcss.parse(read("@fontsource-variable/source-sans-3/index.css"));
  font.walkAtRules("font-face", (face) => {
    if (!face.toString().includes("source-sans-3-latin-wght-normal")) face.remove();
  });
  font.walkComments((comment) => comment.remove());
  font.walkDecls("src", (decl) => {
    decl.value = "url(../vendor/source-sans-3/source-sans-3-latin-wght-normal.woff2) format('woff2')";
  });
  const theme = postcss.parse(read("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"));
  const components = keepRules(read("@utrecht/component-library-css/dist/index.css"));
  const rest = others.map((path) => keepRules(read(path)));
  const own = postcss.parse(readFileSync(join(here, "theme.css"), "utf8"));
  const tree = postcss.root();
  [font, theme, own, components, ...rest].forEach((part) => tree.append(part.nodes));
  resolveTokens(tree, readFileSync(fromRoot("static/css/app.css"), "utf8"));
  const { code } = transform({ filename: "dekkend.css", code: Buffer.from(tree.toString()), minify: true });
  const banner = "/* Built by scripts/assets; licences in static/vendor. Do not edit. */\n";
  writeFileSync(fromRoot("static/css/dekkend.css"), banner + code);
  console.log("dekkend.css", code.length);
}

function buildIcons() {
  const listed = readFileSync(fromRoot("static/icons.txt"), "utf8").split("\n").map((line) => line.trim());
  const wanted = [...new Set(listed.filter((line) => line && !line.startsWith("#")))].sort();
  const symbols = wanted.map((name) => {
    const svg = read(`@tabler/icons/icons/outline/${name}.svg`);
    const shapes = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
    const visible = shapes.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${visible}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
  writeFileSync(fromRoot("static/icons.svg"), sprite);
  console.log("icons.svg", sprite.length);
}

function copy(from, to) {
  mkdirSync(dirname(fromRoot(to)), { recursive: true });
  cpSync(join(modules, from), fromRoot(to));
}

function copyLicences() {
  const { devDependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  for (const [name, version] of Object.entries(devDependencies)) {
    if (["axe-core", "lightningcss", "postcss"].includes(name)) continue;
    const folder = `static/vendor/licences/${name.replace("@", "").replace("/", "+")}-${version}`;
    rmSync(fromRoot(folder), { recursive: true, force: true });
    for (const file of readdirSync(join(modules, name))) {
      if (/^licen[cs]e/i.test(file)) copy(`${name}/${file}`, `${folder}/${file}`);
    }
    if (!existsSync(fromRoot(folder))) throw new Error(`no licence for ${name}`);
  }
}

function copyVendor() {
  copy("htmx.org/dist/htmx.min.js", "static/vendor/htmx/htmx.min.js");
  const font = "source-sans-3-latin-wght-normal.woff2";
  copy(`@fontsource-variable/source-sans-3/files/${font}`, `static/vendor/source-sans-3/${font}`);
  copy("axe-core/axe.min.js", "tests/vendor/axe.min.js");
  copy("axe-core/LICENSE", "tests/vendor/axe-LICENSE");
}

mkdirSync(fromRoot("static/css"), { recursive: true });
buildIcons();
copyVendor();
copyLicences();
buildCss();
