/** Colours of charts that everybody can tell from white paper and from one another; contrasts are those of WCAG 2.2. */

/** Least contrast of a part of a picture with what stands beside it (WCAG 2.2, 1.4.11). */
export const LEAST_CONTRAST = 3;
/** Least contrast of a text with what stands behind it (WCAG 2.2, 1.4.3). */
export const LEAST_TEXT_CONTRAST = 4.5;

/** What a series without a colour of its own takes, in turn: told apart by people who confuse red and green. */
export const DEFAULT_COLOURS = ['#1f4e79', '#b85c00', '#2e6b3e', '#8a3b8f', '#5b6b7b', '#a02c2c', '#00718a', '#7a6400'];

const WHITE = '#ffffff';
const BLACK = '#000000';
const DARKENING = 0.9;

/** The colours of so many series: those that were chosen, darkened until they stand out from white, then the usual ones. */
export function readableColours(chosen: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const colour = chosen[index] ?? '';
    return isColour(colour)
      ? darkened(colour.toLowerCase())
      : (DEFAULT_COLOURS[index % DEFAULT_COLOURS.length] ?? BLACK);
  });
}

/** The colour in which a text can be read on that one. */
export function textColourOn(background: string): string {
  return contrast(WHITE, background) >= LEAST_TEXT_CONTRAST ? WHITE : BLACK;
}

/** From 1 to 21, whatever the order. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function darkened(colour: string): string {
  let readable = colour;
  while (contrast(readable, WHITE) < LEAST_CONTRAST) {
    const parts = channels(readable).map(part => Math.floor(part * DARKENING));
    readable = `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
  }
  return readable;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16));
}

function isColour(text: string): boolean {
  return /^#[0-9A-Fa-f]{6}$/.test(text);
}
