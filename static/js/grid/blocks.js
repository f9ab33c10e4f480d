// Blocks of cells as text with tabs and lines, the way Excel puts them on the clipboard: read and written.

const NEEDS_QUOTES = /[\t\n"]/;
const QUOTED = /"((?:[^"]|"")*)"(?=\t|\n|$)/y;

// The rows of a block; a cell that Excel has put in quotes, because a tab or a line end stands in it, is one cell.
export function parse(text) {
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const rows = [[]];
  for (let place = 0; place <= source.length; place += 1) {
    QUOTED.lastIndex = place;
    const quoted = QUOTED.exec(source);
    const end = quoted && NEEDS_QUOTES.test(quoted[1]) ? QUOTED.lastIndex : place + source.slice(place).search(/[\t\n]|$/);
    const cell = quoted && NEEDS_QUOTES.test(quoted[1]) ? quoted[1].replaceAll('""', '"') : source.slice(place, end);
    rows.at(-1).push(cell.replace(/\s+/g, " ").trim());
    if (source[end] === "\n") {
      rows.push([]);
    }
    place = end;
  }
  return rows;
}

const quote = (text) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const format = (rows) => rows.map((cells) => cells.map(quote).join("\t")).join("\n");
