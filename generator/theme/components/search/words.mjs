/* Text to the words that are compared: the same for what is searched and for what is typed. */

// No lookbehind: phones of 2022 cannot read it, and would lose the whole search.
const WORD = /[\p{L}\p{N}]+/gu;
const MARKS = /\p{M}+/gu;

/** The words of a text in order, in small letters, without accents, endings and what stands inside codes. */
export function words(text) {
  const plain = text.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(/(\p{L})['’]s?(?!\p{L}{2})/gu, "$1");
  return (joined(plain).match(WORD) ?? []).flatMap(parted).map(stem);
}

/** Codes as one word, however they are written: `A-4` is `a4`, `12(c)` is `12c`, `100,000` is `100000`. */
function joined(text) {
  return text
    .replace(/(\d)[,'](?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d+)k(?![\p{L}\p{N}])/gu, "$1000")
    .replace(/(^|[^\p{L}\p{N}])(\p{L}{1,3})-(?=\d)/gu, "$1$2")
    .replace(/(\d)-(?=\p{L}(?![\p{L}\p{N}]))/gu, "$1")
    .replace(/(\d\p{L}?)\((\p{L}|\d{1,2})\)/gu, "$1$2")
    .replace(/(\d\p{L}?\d?)\((\p{L}|\d{1,2})\)/gu, "$1$2");
}

/** `a4c5` is two codes; `step2` is a word and a number. */
function parted(word) {
  const codes = /^(\p{L}\d)(\p{L}\d)$/u.exec(word) ?? /^(\p{L}{4,})(\d+)$/u.exec(word);
  return codes ? [codes[1], codes[2]] : [word];
}

/** A word without its commonest endings; numbers and codes stay as they are. */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  const short = word.replace(/ies$/, "y").replace(/([^su])s$/, "$1").replace(/([sxz]|ch|sh)es$/, "$1").replace(/ied$/, "y");
  const root = short.replace(/^(\p{L}{3,}?)(?:ing|ed|ment|al)$/u, "$1");
  return root.length < short.length ? root.replace(/([^lsz])\1$/, "$1") : short.replace(/^(\p{L}{3,})e$/u, "$1");
}
