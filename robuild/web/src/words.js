// Texts and numbers in the language of the page.

export const data = JSON.parse(document.getElementById("data").textContent);

const number = {};

export function t(key, values = {}) {
  const text = data.words[key];
  if (text === undefined) throw new Error(`no text ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function figure(value, decimals = 0) {
  if (value === null || value === undefined) return t("missing");
  // as robuild writes numbers everywhere: spaces between thousands in every language
  number[decimals] ??= new Intl.NumberFormat("nb-NO", {
    minimumFractionDigits: 0,
    maximumFractionDigits: decimals,
  });
  return number[decimals].format(value).replace("-", "\u2212").replace(",", data.point);
}

export const kr = (value) => (value === null ? t("missing") : `${figure(value)}\u00a0kr`);

// An element with a class, texts and children; nothing is ever parsed as HTML.
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter((each) => each !== null && each !== undefined));
  return made;
}
