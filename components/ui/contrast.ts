export type Oklch = [lightness: number, chroma: number, hue: number];

/** The light and dark value of every `--name: light-dark(oklch(…), oklch(…))` line of a style sheet. */
export function parseTokens(css: string): Map<string, { light: Oklch; dark: Oklch }> {
  const tokens = new Map<string, { light: Oklch; dark: Oklch }>();
  const line = /--([\w-]+):\s*light-dark\(oklch\(([^)]+)\),\s*oklch\(([^)]+)\)\);/g;
  for (const [, name, light, dark] of css.matchAll(line)) {
    if (name && light && dark) tokens.set(name, { light: toOklch(light), dark: toOklch(dark) });
  }
  return tokens;
}

function toOklch(text: string): Oklch {
  const [l, c, h] = text.trim().split(/\s+/).map(Number);
  if (l === undefined || c === undefined || h === undefined || [l, c, h].some(Number.isNaN)) {
    throw new Error(`not an OKLCH colour: ${text}`);
  }
  return [l, c, h];
}

/** Linear sRGB, clipped to the gamut as a browser does for display. Matrices: Björn Ottosson, "A perceptual color space". */
export function toLinearSrgb([lightness, chroma, hue]: Oklch): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** WCAG 2.2 contrast ratio of two opaque colours, 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const luminance = (color: Oklch) => {
    const [r, g, b] = toLinearSrgb(color);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
