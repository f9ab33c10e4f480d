// Numbers as people write them here: 9,5 and 9.5, a true minus sign. Pure.

export const rounded = (value, digits = 2) => {
  const times = 10 ** digits;
  return Math.round((value + Math.sign(value) * 1e-9) * times) / times + 0; // no −0
};

// The number somebody typed; null for what is none.
export function readNumber(text) {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

// As it is shown: at most two decimals, at least `least` of them.
export function written(value, least = 0) {
  const [whole, part = ""] = String(rounded(value)).split(".");
  const decimals = part.padEnd(least, "0");
  return `${whole}${decimals && `,${decimals}`}`.replace("-", "−");
}
