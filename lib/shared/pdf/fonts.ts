import path from 'node:path'

// Read from node_modules at run time: a bundler must not include the files.
const at = (...parts: string[]) => path.join(process.cwd(), 'node_modules', ...parts)

/** One package each, named after the script in Noto's spelling. */
const SCRIPTS = `Arabic Armenian Bengali Ethiopic Georgian Gujarati Gurmukhi Hebrew Kannada Khmer Lao Malayalam Math
  Mongolian Myanmar NKo Oriya Sinhala Symbols Syriac Tamil Telugu Thaana Thai Tifinagh`.split(/\s+/)

/**
 * The families in the order in which a character looks for its glyph; `lib/form/font-coverage.ts` lists what they cover.
 * Noto Sans has Latin, Cyrillic, Greek, Devanagari.
 */
export const FAMILIES = [
  'Noto Sans',
  ...SCRIPTS.map((script) => `Noto Sans ${script}`),
  'Noto Sans Ol Chiki',
  'Noto Serif Tibetan',
  'Noto Sans S Chinese',
  'NanumGothic',
]

/** The paths of these fonts' files. */
export const FOLDERS = [
  ...['400Regular', '700Bold'].map((weight) => at('@expo-google-fonts', 'noto-sans', weight)),
  ...SCRIPTS.map((script) => at('@expo-google-fonts', `noto-sans-${script.toLowerCase()}`, '400Regular')),
  ...['noto-sans-ol-chiki', 'noto-serif-tibetan'].map((font) => at('@expo-google-fonts', font, '400Regular')),
  at('@embedpdf', 'fonts-sc', 'fonts'),
  at('@expo-google-fonts', 'nanum-gothic', '400Regular'),
]
