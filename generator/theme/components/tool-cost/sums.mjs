/* What things cost: prices times numbers, summed by currency. Pure. */

/** A number as people type it, `1,230.50` or `1230,5`; NaN for all else. */
export function typedNumber(text) {
  const bare = String(text ?? "").replace(/[\s'’]/g, "");
  if (/^\d+,\d{1,2}$/.test(bare)) return Number(bare.replace(",", "."));
  return /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(bare) ? Number(bare.replaceAll(",", "")) : NaN;
}

/** What a line costs for each of these numbers: `[[how many, currency, price]]`, a part for each price; `own` are prices by tier. */
export function partsOf(line, numbers, own = []) {
  const tiers = line.tiers.length ? line.tiers : [[null, line.currency, NaN, null]];
  return numbers.flatMap((number) => {
    let start = line.free;
    return tiers.flatMap(([, currency, price, end], tier) => {
      const many = Math.max(0, Math.min(number, end ?? number) - start);
      const each = Number.isNaN(typedNumber(own[tier])) ? price : typedNumber(own[tier]);
      start = Math.max(start, end ?? number);
      return many && !Number.isNaN(each) ? [[many, currency, each]] : [];
    });
  });
}

/** The sum of parts by currency, to the cent: `[[currency, amount]]`. */
export function summed(parts) {
  const sums = new Map();
  for (const [many, currency, each] of parts) sums.set(currency, (sums.get(currency) ?? 0) + Math.round(many * each * 100));
  return [...sums].map(([currency, cents]) => [currency, cents / 100]);
}

/** A sum in another currency; NaN if a rate is missing. */
export const converted = (sums, rates) => sums.reduce((whole, [currency, amount]) => whole + amount * typedNumber(rates[currency]), 0);

/** "USD 1,230", cents only where there are some. */
export const amountWords = (currency, amount) =>
  `${currency} ${amount.toLocaleString("en-US", { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2, maximumFractionDigits: 2 })}`;

/** "USD 1,230 + AUD 587". */
export const sumWords = (sums) => sums.map((sum) => amountWords(...sum)).join(" + ") || "0";
