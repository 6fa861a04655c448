// Links to the data, what could not be known, and whose work is in the page.

function links(data) {
  if (!data.links.length) return null;
  return section(
    "links",
    "The data",
    null,
    h(
      "ul",
      { class: "links" },
      data.links.map(([label, address]) =>
        h(
          "li",
          {},
          h("span", { class: "link-label" }, visible(label)),
          isLink(address)
            ? h("a", { href: address, rel: "noreferrer" }, visible(address))
            : h("code", {}, visible(address)),
        ),
      ),
    ),
  );
}

/** A path beside the page, or what a browser opens; never a script. */
const isLink = (address) =>
  /^(https?|file):\/\//i.test(address) || !/^[^/?#]*:/.test(address.trim().replace(HIDDEN, ":"));

function notes(data) {
  const all = [...data.notes, ...data.runs.flatMap((run) => run.document.notes)];
  const unchecked = data.runs.flatMap((run) => run.document.not_checked);
  if (!all.length && !unchecked.length) return null;
  const list = (of) => h("ul", {}, [...new Set(of)].map((note) => h("li", {}, visible(note))));
  return section(
    "notes",
    "What is not known",
    null,
    all.length > 0 && list(all),
    unchecked.length > 0 && [h("h3", {}, "Not looked for"), list(unchecked)],
  );
}

function ending() {
  return h(
    "footer",
    {},
    h("p", {}, "Made by Spanglue. Times are UTC. This file needs no network."),
    h(
      "details",
      {},
      h("summary", {}, "Third-party notices"),
      h("p", {}, "Charts are drawn with D3 (d3js.org):"),
      h("pre", { tabindex: "0" }, document.getElementById("library-license").textContent),
    ),
  );
}
