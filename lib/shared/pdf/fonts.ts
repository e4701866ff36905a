import path from 'node:path'

// Read at run time from node_modules: a bundler must not take the files in.
const at = (...parts: string[]) => path.join(process.cwd(), 'node_modules', ...parts)

/** Each is a package of its own, and Noto's name of the script. */
const SCRIPTS = `Arabic Armenian Bengali Ethiopic Georgian Gujarati Gurmukhi Hebrew Kannada Khmer Lao Malayalam Math
  Mongolian Myanmar NKo Oriya Sinhala Symbols Syriac Tamil Telugu Thaana Thai Tifinagh`.split(/\s+/)

/** The families in the order in which a character looks for its glyph; `lib/form/drawn.ts` says what they have. Noto Sans has Latin, Cyrillic, Greek, Devanagari. */
export const FAMILIES = [
  'Noto Sans',
  ...SCRIPTS.map((script) => `Noto Sans ${script}`),
  'Noto Sans Ol Chiki',
  'Noto Serif Tibetan',
  'Noto Sans S Chinese',
  'NanumGothic',
]

/** Where the files of these fonts are. */
export const FOLDERS = [
  ...['400Regular', '700Bold'].map((weight) => at('@expo-google-fonts', 'noto-sans', weight)),
  ...SCRIPTS.map((script) => at('@expo-google-fonts', `noto-sans-${script.toLowerCase()}`, '400Regular')),
  ...['noto-sans-ol-chiki', 'noto-serif-tibetan'].map((font) => at('@expo-google-fonts', font, '400Regular')),
  at('@embedpdf', 'fonts-sc', 'fonts'),
  at('@expo-google-fonts', 'nanum-gothic', '400Regular'),
]
