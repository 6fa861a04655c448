// Makes a PNG of an SVG: the same bytes on any machine, for the renderer is WebAssembly and the font comes
// with it. Both are fetched from npm into build/pictures, once.
"use strict";
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");

const PACKAGES = { "@resvg/resvg-wasm": "2.6.2", "@expo-google-fonts/inter": "0.4.2" };
const FONTS = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];

const root = path.resolve(__dirname, "../..");
const tools = path.join(root, "build/pictures");
const inPackage = (name, file) => path.join(tools, "node_modules", name, file);

function installed([name, version]) {
  const file = inPackage(name, "package.json");
  return fs.existsSync(file) && JSON.parse(fs.readFileSync(file, "utf8")).version === version;
}

function install() {
  if (Object.entries(PACKAGES).every(installed)) return;
  fs.mkdirSync(tools, { recursive: true });
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
  // Without a package.json of its own, npm would look for one in the folders above.
  fs.writeFileSync(path.join(tools, "package.json"), "{}\n");
  execFileSync("npm", ["install", "--no-save", "--no-package-lock", ...wanted], {
    cwd: tools,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function renderer() {
  install();
  const { initWasm, Resvg } = require(inPackage("@resvg/resvg-wasm", "index.js"));
  await initWasm(fs.readFileSync(inPackage("@resvg/resvg-wasm", "index_bg.wasm")));
  const fontBuffers = FONTS.map((file) => fs.readFileSync(inPackage("@expo-google-fonts/inter", file)));
  // file: in the repository; scale: pixels of the image for each of the drawing's
  return (svg, file, scale) => {
    const image = new Resvg(svg, {
      fitTo: { mode: "zoom", value: scale },
      font: { fontBuffers, defaultFontFamily: "Inter" },
    }).render();
    const png = image.asPng();
    fs.writeFileSync(path.join(root, file), png);
    console.log(`${file}: ${image.width} x ${image.height} pixels, ${png.length} bytes`);
  };
}

module.exports = { renderer, root };
