// The faces of the boxes as the printer has them: whole files of ours, fetched when something is set in them.

let known = [];
const keyOf = (face) => [face.family, face.weight, Boolean(face.italic)].join("|");

export function loadFaces(faces) {
  known = faces;
  for (const { family, weight, italic, url } of faces.filter((face) => face.url)) {
    document.fonts.add(new FontFace(family, `url("${url}")`, { weight: String(weight), style: italic ? "italic" : "normal" }));
  }
}

const quoted = (family) => JSON.stringify(family);

export const allFaces = () => known;
export const faceKey = keyOf;
export const faceOf = (key) => known.find((face) => keyOf(face) === key) ?? null;

// Set the face, the spacing and the colour of `box` on an element, as the style sheet of the paper does.
export function dress(element, box) {
  const { style } = element;
  style.fontFamily = quoted(box.family);
  style.fontWeight = box.weight;
  style.fontStyle = box.italic ? "italic" : "normal";
  style.color = box.colour;
  style.textAlign = box.align;
  style.letterSpacing = box.letter_spacing ? `${box.letter_spacing}em` : "";
  style.textIndent = box.letter_spacing && box.align === "center" ? `${box.letter_spacing}em` : "";
  style.wordSpacing = box.word_spacing ? `${box.word_spacing}em` : "";
  style.lineHeight = box.line_height;
}
